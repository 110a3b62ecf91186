import { eventually } from '@fairdue/testing';
import { startBalancer, type Balancer } from './balancer.ts';
import { intake } from './batches.ts';
import { openBooks, type Books } from './books.ts';
import { Installation } from './installation.ts';
import { clientOf, givenTenant, persistent, type Answer, type Client, type Tenant } from './tenant.ts';
import { recordsOf } from './topics.ts';

/** Customers of a batch; a multiple of a hundred. */
const batchSize = Number(process.env['INTAKE_BATCH'] ?? '100');
let recovers: Balancer;
let platform: Installation;
let books: Books;
let tenant: Tenant;
beforeAll(async () => {
  const urls = () => ['recover-1', 'recover-2'].flatMap((name) => platform.processes.get(name)?.url ?? []);
  recovers = await startBalancer(urls);
  platform = new Installation({ RECOVER_URL: recovers.url });
  await platform.start(['creditor', 'recover', 'gateway']);
  await Promise.all([platform.startOne('recover', { replica: 2 }), platform.startOne('gateway', { replica: 2 })]);
  books = await openBooks(platform);
  tenant = await givenTenant(platform);
}, 120_000);
afterAll(async () => {
  await platform.stop();
  await Promise.all([recovers.stop(), books.close()]);
}, 60_000);

const usd = (amount: number) => ({ amount, currency: 'USD' });
const debt = (transactionId: string) => ({
  transactionId,
  initialPrincipal: usd(1_000_000),
  initialInterest: usd(500),
  initialFees: usd(70),
});
const customer = (reference: string, transactionIds: readonly string[]) => ({
  reference,
  name: { firstName: 'Robin', lastName: 'Winter' },
  addresses: [{ city: 'Raleigh', state: 'NC', zipcode: '27601', countryCode: 'US' }],
  emails: [{ email: 'robin@example.com' }],
  debts: transactionIds.map(debt),
});

/** As many careful clients as asked for, by turns at one gateway and the other, and so at one recover and the other. */
const clients = (count: number): Client[] => {
  const doors = ['gateway-1', 'gateway-2'].map((name) => platform.processes.get(name)?.url ?? '');
  return Array.from({ length: count }, (_, i) => persistent(clientOf(doors[i % doors.length] ?? '', tenant)));
};

type Placed = { customerId: string; debtIds: string[] };
async function givenCustomer(reference: string, transactionIds: readonly string[]): Promise<Placed> {
  const [client] = clients(1) as [Client];
  const { body } = await client('POST', '/api/v1/customersBatch/', {
    customers: [customer(reference, transactionIds)],
  });
  const { meta, debts } = (
    body as { responses: [{ customer: { meta: { id: string }; debts: { meta: { id: string } }[] } }] }
  ).responses[0].customer;
  return { customerId: meta.id, debtIds: debts.map((each) => each.meta.id) };
}

const tally = (answers: readonly Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const { code } = body as { code?: number };
    const name = code === undefined ? String(status) : `${status}/${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

const paymentOf = (cents: number) => ({ amount: usd(cents), payee: 'CREDITOR', transactionType: 'PAYMENT' });
const returnOf = (cents: number, returnedPaymentId: string) => ({
  ...paymentOf(cents),
  transactionType: 'RETURNED_PAYMENT',
  returnedPaymentId,
});
type Payments = { payments: { meta: { id: string }; amount: { amount: number }; returnedPaymentId?: string }[] };

/** Everything that clients sent while a recover was killed, answered some day. */
let load: Promise<Answer[]>;
let loaded: Placed[];
const writes = 400;
const paymentsPath = (n: number): string => {
  const { customerId, debtIds } = loaded[n % loaded.length] as Placed;
  return `/api/v1/customers/${customerId}/debts/${debtIds[0]}/payments/`;
};

test('while one of two recovers is killed under load, the other goes on answering, and it comes back', async () => {
  loaded = await Promise.all(Array.from({ length: 40 }, (_, i) => givenCustomer(`load-${i}`, [`load-${i}`])));
  let accepted = 0;
  let next = 0;
  const inTurn = async (client: Client): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let n = next++; n < writes; n = next++) {
      answers.push(await client('POST', paymentsPath(n), paymentOf(100 + n), `load-${n}`));
      accepted++;
    }
    return answers;
  };
  load = Promise.all(clients(16).map(inTurn)).then((all) => all.flat());
  load.catch(() => undefined); // the last test hears of it
  await eventually(() => accepted >= writes / 8, 60_000);

  await platform.kill('recover-2');
  const acceptedThen = accepted;

  await eventually(() => accepted >= acceptedThen + writes / 8, 60_000);
  await platform.startOne('recover', { replica: 2 });
}, 180_000);

test('one transaction id added by 32 clients at once is one debt; the others hear that it is taken', async () => {
  const { customerId } = await givenCustomer('crowd', ['crowd-0']);

  const answers = await Promise.all(
    clients(32).map((client, i) =>
      client('POST', `/api/v1/customers/${customerId}/debts/`, debt('crowd-1'), `crowd-${i}`),
    ),
  );

  expect(tally(answers)).toEqual({ '200': 1, '409/114': 31 });
  const [client] = clients(1) as [Client];
  const { body } = await client('GET', `/api/v1/customers/${customerId}/debts/`);
  expect(
    (body as { debts: { transactionId: string }[] }).debts.map(({ transactionId }) => transactionId).sort(),
  ).toEqual(['crowd-0', 'crowd-1']);
}, 180_000);

test.each([
  ['the same customer', () => customer('many', ['many-1']), { message: 'Duplicated reference.', reference: 'many' }],
  [
    'customers of their own with the same debt',
    (n: number) => customer(`many-${n}`, ['many-2']),
    { message: 'Duplicated transactionId.', transactionId: 'many-2' },
  ],
])(
  '%s, placed by 32 clients at once, is one debt; the others hear what it repeats',
  async (_what, of, repeated) => {
    const before = await books.count('debts', tenant.creditorId);

    const answers = await Promise.all(
      clients(32).map((client, n) => client('POST', '/api/v1/customersBatch/', { customers: [of(n)] })),
    );

    const items = answers.map(({ status, body }) => {
      expect(status).toBe(200);
      return (body as { responses: [{ error?: { errorCode: string; message: string } }] }).responses[0];
    });
    const refusals = items.flatMap(({ error }) => error ?? []);
    expect(refusals).toHaveLength(31);
    for (const refusal of refusals) expect(refusal).toMatchObject({ errorCode: '104', ...repeated });
    expect(await books.count('debts', tenant.creditorId)).toBe(before + 1);
  },
  180_000,
);

test('payments and returns of many clients on one debt at once: each payment comes back once, and books add up', async () => {
  const { customerId, debtIds } = await givenCustomer('ledger', ['ledger-1']);
  const path = `/api/v1/customers/${customerId}/debts/${debtIds[0]}/payments/`;
  const everybody = clients(32);
  const pay = (client: Client, cents: number) => client('POST', path, paymentOf(cents), `pay-${cents}`);
  const paid = await Promise.all(everybody.slice(0, 8).map((client, i) => pay(client, 1_000 + i)));
  const ids = paid.map(({ body }) => (body as { meta: { id: string } }).meta.id);

  const returns = everybody.map((client, i) =>
    client('POST', path, returnOf(1_000 + (i % 8), ids[i % 8] ?? ''), `return-${i}`),
  );
  const more = everybody.slice(0, 12).map((client, i) => pay(client, 10 + i));
  const [returned, added] = await Promise.all([Promise.all(returns), Promise.all(more)]);

  expect([tally(returned), tally(added)]).toEqual([{ '200': 8, '400/104': 24 }, { '200': 12 }]);
  const [client] = clients(1) as [Client];
  const { payments } = (await client('GET', path)).body as Payments;
  const cents = payments.map(({ amount }) => amount.amount);
  const netCents = cents.reduce((sum, each) => sum + each, 0);
  expect([payments.length, netCents]).toEqual([28, 12 * 10 + 66]);
  expect(new Set(payments.flatMap(({ returnedPaymentId }) => returnedPaymentId ?? []))).toEqual(new Set(ids));
  const { body } = await client('GET', `/api/v1/customers/${customerId}/debts/`);
  expect((body as { debts: object[] }).debts).toMatchObject([{ balance: usd(1_000_570 - netCents) }]);
}, 180_000);

const outcomes = ({ body }: Answer): Record<string, number> => {
  const { responses } = body as { responses: { isError?: boolean; error?: { message: string } }[] };
  const counts = { placed: 0, wrong: 0, repeats: 0 };
  for (const { error } of responses)
    counts[error === undefined ? 'placed' : error.message.startsWith('Duplicated') ? 'repeats' : 'wrong']++;
  return counts;
};
const { batches, perBatch, customers, debts, owedCents } = intake(batchSize);
let calm: Tenant;
const send = (to: Tenant, i: number): Promise<Answer> =>
  persistent(clientOf(platform.urlOf('gateway'), to))('POST', '/api/v1/customersBatch/', batches[i]);

const totalsOf = async ({ creditorId }: Tenant): Promise<number[]> => [
  await books.count('customers', creditorId),
  await books.keptTotal(creditorId),
  await books.count('debts', creditorId),
  await books.owedCents(creditorId),
];

test('of ten batches all that is right is placed once, and nothing else', async () => {
  calm = await givenTenant(platform);

  for (const i of batches.keys()) expect(outcomes(await send(calm, i))['wrong']).toBe(perBatch.wrong);

  expect(await totalsOf(calm)).toEqual([customers, customers, debts, owedCents]);
}, 180_000);

test('every write of the load was answered in the end and is in the books once', async () => {
  const answers = await load;

  expect(tally(answers)).toEqual({ '200': writes });
  const [client] = clients(1) as [Client];
  const lists = await Promise.all(loaded.map((_, n) => client('GET', paymentsPath(n))));
  const stored = lists.flatMap(({ body }) => (body as Payments).payments.map(({ meta }) => meta.id));
  const told = answers.map(({ body }) => (body as { meta: { id: string } }).meta.id);
  expect(stored.sort()).toEqual(told.sort());
  expect(await books.debtsOffTheLedger(tenant.creditorId)).toEqual([]);
}, 120_000);

/** In these batches recover dies at this point, each in the middle of the batch. */
const deaths = new Map([
  [1, 'before-commit:1'],
  [3, 'after-commit:1'],
  [5, 'before-produce:2'],
  [8, 'after-produce:2'],
]);

test('batches killed in the middle and sent again end as those that nothing disturbed', async () => {
  const disturbed = await givenTenant(platform);
  await platform.kill('recover-2');

  for (const i of batches.keys()) {
    const point = deaths.get(i);
    const doomed = point === undefined ? undefined : await platform.restartToDieAt('recover', point);
    await send(disturbed, i);
    await doomed?.died;
  }

  const { placed, wrong, repeats } = perBatch;
  for (const i of batches.keys())
    expect(outcomes(await send(disturbed, i))).toEqual({ placed: 0, wrong, repeats: placed + repeats });
  expect(await totalsOf(disturbed)).toEqual([customers, customers, debts, owedCents]);
  expect(await books.stateOf(disturbed.creditorId)).toEqual(await books.stateOf(calm.creditorId));
}, 300_000);

test('every version of a customer, debt or payment is one fact on the topic, in order and without a gap', async () => {
  await eventually(async () => (await books.unpublished()) === 0, 60_000);

  const facts = await recordsOf(platform, 'recover.customers');

  const ids = new Map<string, Set<string>>();
  const told = new Set<string>();
  const sequences = new Map<string, number>();
  for (const { id, type, subject, sequence, data } of facts) {
    const last = sequences.get(subject) ?? 0;
    expect(sequence).toBeLessThanOrEqual(last + 1);
    sequences.set(subject, Math.max(last, sequence));
    const version = `${data.debtId ?? data.customerId} ${data.version}`;
    told.add(version);
    ids.set(`${type} ${version}`, (ids.get(`${type} ${version}`) ?? new Set()).add(id));
  }
  expect([...ids].filter(([, of]) => of.size > 1)).toEqual([]);
  expect([...told].sort()).toEqual((await books.versions()).sort());
}, 120_000);
