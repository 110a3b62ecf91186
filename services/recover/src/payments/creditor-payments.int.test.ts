import { dana, usd } from '../examples.ts';
import { givenCustomer, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
const now = Date.parse('2026-01-05T12:00:00Z');
const dayMs = 86_400_000;
beforeAll(async () => {
  recover = await startRecover({ now: new Date(now).toISOString() });
  ({ customerId, debtId } = await givenCustomer(recover.creditor, dana));
});
afterAll(() => recover.stop());

const list = (query: object, agent = recover.creditor) => agent.get('/api/v1/customers/payments/').query(query);
const around = { startTime: now - dayMs, endTime: now + dayMs };

test('payments of all debts of a creditor are listed with whose they are, oldest first', async () => {
  await list(around).expect(200, {});
  const other = await givenCustomer(recover.creditor, { ...dana, reference: 'CUST-2', debts: [{ ...dana.debts[0], transactionId: 'INV-2' }] });
  const pay = async (of: { customerId: string; debtId: string }, body: object) =>
    (await recover.creditor.post(`/api/v1/customers/${of.customerId}/debts/${of.debtId}/payments`).send({ payee: 'CREDITOR', ...body }).expect(200)).body as { meta: { id: string } };
  const first = await pay({ customerId, debtId }, { amount: usd(5_000), transactionType: 'PAYMENT' });
  const second = await pay(other, { amount: usd(700), transactionType: 'PAYMENT' });
  const third = await pay({ customerId, debtId }, { amount: usd(5_000), transactionType: 'RETURNED_PAYMENT', returnedPaymentId: first.meta.id });

  const { body } = await list(around).expect(200);

  expect(body).toEqual({
    payments: [
      { ...first, customerId, debtId },
      { ...second, customerId: other.customerId, debtId: other.debtId },
      { ...third, customerId, debtId, amount: usd(-5_000) },
    ],
  });
  await list({ startTime: now + dayMs, endTime: now + 2 * dayMs }).expect(200, {});
  await list(around, recover.other).expect(200, {});
}); // prettier-ignore

const problem = 'startTime and endTime are required and must be less than 90 days apart.';
test.each([
  [{}, problem],
  [{ startTime: now }, problem],
  [{ endTime: now }, problem],
  [{ startTime: now - 90 * dayMs, endTime: now }, problem],
  [{ startTime: now, endTime: now }, 'startTime must be before endTime.'],
  [{ startTime: 'yesterday', endTime: now }, 'startTime must be a number of milliseconds since 1970.'],
  [{ ...around, includeUnsettledPayments: 'maybe' }, 'includeUnsettledPayments must be true or false.'],
])('the window %j is refused', async (query, msg) => {
  await list(query).expect(400, { code: 102, msg, errorInfo: null });
});

test('a window of one millisecond less than 90 days is taken', async () => {
  await list({ startTime: now - 90 * dayMs + 1, endTime: now }).expect(200);
});

test('several creditors need the header, and reading payments needs its permission', async () => {
  const both = await recover.as({ creditorIds: ['CR-1-A', otherCreditorId] });
  const clerk = await recover.as({ creditorIds: ['CR-1-A'], permissions: ['recover.customers:read'] });

  expect((await list(around, both).expect(403)).body).toMatchObject({ code: 403 });
  expect((await list(around, clerk).expect(403)).body).toMatchObject({ code: 403 });
});
