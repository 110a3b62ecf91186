import mongoose from 'mongoose';
import { eventually } from '@fairdue/testing';
import { delivered, to } from './delivered.ts';
import { Installation, serviceNames, type ServiceName } from './installation.ts';
import { answered, businessNow, moveTo, noonAfter, placeAndStart, touchesOf, type Debtor } from './story.ts';
import { deliverEverythingTwice, replayFromTheStart } from './topics.ts';

const dayMs = 86_400_000;
const terminal = ['sent', 'failed', 'skipped', 'cancelled'];
const platform = new Installation();
beforeAll(() => platform.start(), 180_000);
afterAll(() => platform.stop(), 60_000);

const inDays = async (days: number): Promise<Date> => new Date((await businessNow(platform)).getTime() + days * dayMs);
const statesOf = async (debtor: Debtor): Promise<string[]> =>
  (await touchesOf(platform, debtor)).touches.map(({ state }) => state);
const allEnded = (debtors: readonly Debtor[]): Promise<unknown> =>
  eventually(async () => {
    const states = (await Promise.all(debtors.map(statesOf))).flat();
    if (!states.every((state) => terminal.includes(state))) throw new Error(`not all ended: ${states.join(' ')}`);
    return true;
  }, 120_000);

test('every fact delivered twice and every topic replayed from its start: no second effect', async () => {
  const debtors = await placeAndStart(platform, 3, { first: 1, cadence: 'once' });
  await moveTo(platform, await inDays(2));
  await allEnded(debtors);
  const messages = delivered(platform.dataDir).length;
  const before = await Promise.all(debtors.map((each) => touchesOf(platform, each)));

  await platform.stop();
  expect(await deliverEverythingTwice(platform)).toBeGreaterThan(20);
  await replayFromTheStart(platform);
  await Promise.all(serviceNames.map((service) => platform.startOne(service)));
  await moveTo(platform, await inDays(1));

  expect(delivered(platform.dataDir)).toHaveLength(messages);
  expect(await Promise.all(debtors.map((each) => touchesOf(platform, each)))).toEqual(before);
}, 300_000);

test('a provider that times out after it accepted is asked, never sent the message again', async () => {
  const [debtor] = await placeAndStart(platform, 1, { first: 20, cadence: 'once', emailTag: '+time-out' });
  if (!debtor) throw new Error('one was placed');

  await moveTo(platform, await inDays(2));

  await allEnded([debtor]);
  expect(await statesOf(debtor)).toEqual(['sent']);
  expect(to(delivered(platform.dataDir), debtor.email)).toHaveLength(1);
}, 180_000);

test('a service that is away for long is waited for: nothing is lost, nothing is a dead letter', async () => {
  const now = await businessNow(platform);
  await platform.kill('campaign-1');
  const heardBefore = await heardByTheGuard();
  const placed = await answered(platform, 'POST', '/api/v1/customersBatch/', { customers: [aloneAt(now)] });
  expect(placed.status).toBe(200);
  await eventually(async () => (await heardByTheGuard()) > heardBefore);

  await platform.startOne('campaign');

  await eventually(async () => {
    const { body } = await answered(platform, 'GET', '/v1/documents');
    return (body as { documents: { loan: { originalAmount: number } | null }[] }).documents.some(
      ({ loan }) => loan?.originalAmount === 777,
    );
  }, 60_000);
  for (const name of ['recover', 'compliance-guard', 'communicator', 'campaign'] as ServiceName[]) {
    const { body: metrics } = await fetchMetrics(name);
    expect(metrics).not.toMatch(/fairdue_consumer_dead_letters_total\{[^}]*\} [1-9]/);
    expect(metrics).not.toMatch(/fairdue_consumer_parked_keys\{[^}]*\} [1-9]/);
  }
}, 180_000);

const fetchMetrics = async (service: ServiceName): Promise<{ body: string }> => ({
  body: await (await fetch(`${platform.urlOf(service)}/metrics`)).text(),
});
const heardByTheGuard = async (): Promise<number> => {
  const { body } = await fetchMetrics('compliance-guard');
  return Number(/fairdue_consumer_handled_total\{topic="recover.customers"[^}]*\} (\d+)/.exec(body)?.[1] ?? 0);
};
const usd = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });
const aloneAt = (now: Date): object => ({
  reference: 'E2E-ALONE',
  name: { firstName: 'Al', lastName: 'One' },
  addresses: [{ city: 'Raleigh', state: 'NC', zipcode: '27601', countryCode: 'US' }],
  emails: [{ email: 'alone@example.com' }],
  debts: [
    {
      transactionId: 'E2E-ALONE',
      initialPrincipal: usd(77_700),
      initialInterest: usd(0),
      initialFees: usd(0),
      defaultTimestamp: now.getTime() - 90 * dayMs,
    },
  ],
});

test('two replicas of every service are as one', async () => {
  const debtors = await placeAndStart(platform, 6, { first: 40, cadence: 'once' });
  const now = await businessNow(platform);
  await platform.stop();
  await setClocksAhead(noonAfter(new Date(now.getTime() + 2 * dayMs)).getTime() - now.getTime());

  const twice = ['recover', 'compliance-guard', 'communicator', 'campaign'] as const;
  await Promise.all([
    ...serviceNames.map((service) => platform.startOne(service)),
    ...twice.map((service) => platform.startOne(service, { replica: 2 })),
  ]);

  await allEnded(debtors);
  for (const debtor of debtors) {
    expect(await statesOf(debtor)).toEqual(['sent']);
    expect(to(delivered(platform.dataDir), debtor.email)).toHaveLength(1);
  }
}, 300_000);

/** With several replicas no request moves the clock, so it is put ahead where every one of them finds it at its start. */
async function setClocksAhead(ms: number): Promise<void> {
  const connection = await mongoose.createConnection(process.env['MONGODB_URL'] ?? '').asPromise();
  const client = connection.getClient();
  const { databases } = await client.db().admin().listDatabases();
  for (const { name } of databases.filter((each) => each.name.startsWith(platform.prefix)))
    await client
      .db(name)
      .collection<{ _id: string }>('clocks')
      .updateOne({ _id: 'business' }, { $inc: { offsetMs: ms } }, { upsert: true });
  await connection.close();
}
