import { eventually } from '@fairdue/testing';
import { delivered, to } from './delivered.ts';
import { Installation, type ServiceName } from './installation.ts';
import { answered, businessNow, moveTo, pay, placeAndStart, touchesOf, type Debtor } from './story.ts';

const dayMs = 86_400_000;
const terminal = ['sent', 'failed', 'skipped', 'cancelled'];
const platform = new Installation();
let placed = 0;
beforeAll(() => platform.start(), 120_000);
afterAll(() => platform.stop(), 60_000);

type Deaths = Partial<Record<ServiceName, string>>;

/** In each round these processes die by SIGKILL, each at its point in the middle of the main job, and come back. */
const rounds: Deaths[] = [
  { recover: 'after-commit:1', 'compliance-guard': 'before-commit:3' },
  { recover: 'after-produce:2', 'compliance-guard': 'after-commit:3' },
  { campaign: 'before-commit:2', communicator: 'before-offset-commit:2' },
  { campaign: 'after-commit:2', communicator: 'before-provider-call:1' },
  { campaign: 'after-produce:2', communicator: 'after-provider-call:1' },
  { campaign: 'before-offset-commit:2', communicator: 'after-commit:2' },
];
/** What a soak adds: both at every point. */
const around = ['before-commit', 'after-commit', 'before-produce', 'after-produce', 'before-offset-commit'];
if (process.env['CRASH_ROUNDS'] === 'every')
  rounds.push(...around.map((point): Deaths => ({ campaign: `${point}:2`, communicator: `${point}:2` })));

test.each(rounds.map((deaths) => [JSON.stringify(deaths), deaths] as const))(
  'killed at %s: nothing is lost, nothing is sent twice, every touch ends',
  async (_name, deaths) => {
    const doomed = await Promise.all(
      Object.entries(deaths).map(([service, point]) => platform.restartToDieAt(service as ServiceName, point)),
    );
    const debtors = await placeAndStart(platform, 2, { first: placed + 1, cadence: 'once' });
    placed += 2;
    const [payer] = debtors;
    const now = await businessNow(platform);

    await moveTo(platform, new Date(now.getTime() + 2 * dayMs));
    await answered(
      platform,
      'POST',
      `/api/v1/customers/${payer?.customerId}/debts/${payer?.debtId}/payments/`,
      payment,
      { 'idempotency-key': `pay-${payer?.debtId}` },
    );

    await Promise.all(doomed.map(({ died }) => died));
    for (const each of debtors) await expectOneMessage(each);
    await eventually(async () => (await touchesOf(platform, payer as Debtor)).campaign.endReason === 'paid', 60_000);
  },
  180_000,
);

const payment = { amount: { amount: 100_000, currency: 'USD' }, payee: 'CREDITOR', transactionType: 'PAYMENT' };

async function expectOneMessage(debtor: Debtor): Promise<void> {
  const { touches } = await eventually(async () => {
    const all = await touchesOf(platform, debtor);
    if (!all.touches.every(({ state }) => terminal.includes(state)))
      throw new Error(`not ended: ${JSON.stringify(all.touches)}`);
    return all;
  }, 60_000);
  expect(touches.map(({ state }) => state)).toEqual(['sent']);
  expect(to(delivered(platform.dataDir), debtor.email)).toHaveLength(1);
}

test('all processes killed at once in the middle of the job, and started in another order: the same', async () => {
  const debtors = await placeAndStart(platform, 6, { first: placed + 1, cadence: 'once' });
  placed += 6;
  const now = await businessNow(platform);
  const moving = moveTo(platform, new Date(now.getTime() + 2 * dayMs), 150_000);
  const before = delivered(platform.dataDir).length;
  await eventually(() => delivered(platform.dataDir).length > before, 60_000);

  await platform.kill(...platform.processes.keys());
  for (const service of ['campaign', 'communicator', 'gateway', 'recover', 'creditor', 'compliance-guard'] as const)
    await platform.startOne(service);

  await moving;
  for (const each of debtors) await expectOneMessage(each);
}, 240_000);

test('a payment sent twice with one key is booked once', async () => {
  const [debtor] = await placeAndStart(platform, 1, { first: ++placed, cadence: 'once' });
  if (!debtor) throw new Error('one was placed');

  const path = `/api/v1/customers/${debtor.customerId}/debts/${debtor.debtId}/payments/`;
  const half = { ...payment, amount: { amount: 50_000, currency: 'USD' } };
  const first = await answered(platform, 'POST', path, half, { 'idempotency-key': 'twice' });
  const second = await answered(platform, 'POST', path, half, { 'idempotency-key': 'twice' });

  expect(second.body).toEqual(first.body);
  expect((await pay(platform, debtor, 50_000)).status).toBe(200);
  await eventually(async () => (await touchesOf(platform, debtor)).campaign.endReason === 'paid', 60_000);
}, 90_000);
