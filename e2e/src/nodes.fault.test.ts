import { execFileSync } from 'node:child_process';
import { eventually } from '@fairdue/testing';
import { Installation } from './installation.ts';
import { businessNow, placeAndStart } from './story.ts';

const control = process.env['ENGINES_CONTROL'] ?? '';
const seconds = Number(process.env['FAULT_SECONDS'] ?? '10');
const node = (verb: 'kill' | 'start-node', name: string): void =>
  void execFileSync(process.execPath, [control, verb, name], { stdio: 'inherit' });

const platform = new Installation();
beforeAll(() => platform.start(), 240_000);
afterAll(() => platform.stop(), 60_000);

test('too few brokers for any write while requests go on: every write is answered, and every fact arrives once they are back', async () => {
  await businessNow(platform);
  const brokers = ['kafka-2', 'kafka-3']; // one of three left: no quorum, and no partition with enough copies
  for (const broker of brokers) node('kill', broker);

  const placing = placeAndStart(platform, 5, { first: 1, cadence: 'once' });
  await eventually(async () => (await platform.call('GET', '/api/v1/customers/BO-1-1')).status === 404);
  for (const broker of brokers) node('start-node', broker);

  expect(await placing).toHaveLength(5);
}, 300_000);

test('one of three MongoDB nodes killed under load: what was acknowledged is there, what was not says when to come back', async () => {
  const now = await businessNow(platform);
  const acknowledged: string[] = [];
  const refused: { status: number; retryAfter: string | null }[] = [];
  let placing = true;
  let n = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (placing) {
      const id = ++n;
      const answer = await platform.call('POST', '/api/v1/customersBatch/', { customers: [customerOf(id, now)] });
      const [item] = (answer.body as { responses?: { customer?: { meta: { id: string } } }[] }).responses ?? [];
      if (answer.status === 200 && item?.customer) acknowledged.push(item.customer.meta.id);
      else if (answer.status !== 200)
        refused.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
    }
  });
  await eventually(() => acknowledged.length > 10, 60_000);

  node('kill', 'mongo-1');
  const before = acknowledged.length;
  const end = Date.now() + seconds * 1_000;
  await eventually(() => acknowledged.length > before + 20 && Date.now() > end, 120_000 + seconds * 1_000);
  node('start-node', 'mongo-1');
  placing = false;
  await Promise.all(writers);

  for (const { status, retryAfter } of refused)
    expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: expect.any(String) });
  for (const customerId of acknowledged)
    expect((await platform.call('GET', `/api/v1/customers/${customerId}`)).status).toBe(200);
}, 400_000);

const usd = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });
const customerOf = (id: number, now: Date): object => ({
  reference: `LOAD-${id}`,
  name: { firstName: 'Lo', lastName: `Ad${id}` },
  addresses: [{ city: 'Raleigh', state: 'NC', zipcode: '27601', countryCode: 'US' }],
  emails: [{ email: `load${id}@example.com` }],
  debts: [
    {
      transactionId: `LOAD-${id}`,
      initialPrincipal: usd(5_000),
      initialInterest: usd(0),
      initialFees: usd(0),
      defaultTimestamp: now.getTime() - 86_400_000,
    },
  ],
});
