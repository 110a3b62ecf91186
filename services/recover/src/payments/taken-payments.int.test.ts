import { usd } from '../examples.ts';
import { givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
const now = Date.parse('2026-01-05T12:00:00Z');
beforeAll(async () => {
  recover = await startRecover({ now: new Date(now).toISOString() });
});
beforeEach(async () => {
  ({ customerId, debtId } = await givenDebt(recover));
});
afterAll(() => recover.stop());

type Payment = { paymentId: string };
const paymentMethodInfo = {
  cardInfo: { cardType: 'VISA', lastFourDigits: '1111', expirationMonth: '03', expirationYear: '2027' },
};
const card = (over: object = {}) => ({ debtId, amountCents: 5_000, paymentMethod: 'CARD', paymentMethodInfo, ...over });
const take = (over: object = {}) => recover.creditor.post('/agency/v1/payments').send(card(over));
const taken = async (over: object = {}) => ((await take(over).expect(201)).body as Payment).paymentId;
const settle = (paymentId: string) => recover.creditor.post(`/agency/v1/payments/${paymentId}/settle`).send({});
const fail = (paymentId: string, body: object = { reason: 'Card declined' }) =>
  recover.creditor.post(`/agency/v1/payments/${paymentId}/fail`).send(body);
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts/`).expect(200);
  return (body as { debts: Record<string, unknown>[] }).debts[0];
};
const payments = async () =>
  (await recover.creditor.get(`/api/v1/customers/${customerId}/debts/${debtId}/payments/`).expect(200)).body as object;
const ofCreditor = async (includeUnsettledPayments: boolean) => {
  const query = { startTime: now - 1_000, endTime: now + 600_000, includeUnsettledPayments };
  const { body } = await recover.creditor.get('/api/v1/customers/payments/').query(query).expect(200);
  const { payments = [] } = body as { payments?: { debtId: string }[] };
  return payments.filter((payment) => payment.debtId === debtId);
};
const facts = async (type: string) =>
  (await recover.published(`recover.${type}.v1`)).filter(({ data }) => data['debtId'] === debtId);

test('a payment taken is no part of the balance until it is settled', async () => {
  const { body } = await take({ transactionReference: 'CARD-9', isIvrPayment: true }).expect(201);
  const { paymentId } = body as Payment;

  expect(body).toMatchObject({ state: 'unsettled', payee: 'TRUEACCORD', amountCents: 5_000, paymentMethodInfo });
  expect(await debt()).toMatchObject({ balance: usd(43_500), unsettledPaymentsAmount: usd(5_000) });
  expect(await payments()).toEqual({});
  expect(await ofCreditor(false)).toEqual([]);
  expect(await ofCreditor(true)).toMatchObject([{ payee: 'TRUEACCORD', amount: usd(5_000) }]);

  expect((await settle(paymentId).expect(200)).body).toMatchObject({ paymentId, state: 'settled' });

  expect(await debt()).toMatchObject({ balance: usd(38_500), status: 'New' });
  expect(await debt()).not.toHaveProperty('unsettledPaymentsAmount');
  expect(await payments()).toMatchObject({ payments: [{ payee: 'TRUEACCORD', transactionReference: 'CARD-9' }] });
  expect(await facts('payment-recorded')).toMatchObject([{ data: { paymentId, amountCents: 5_000, balanceCents: 38_500 } }]);
}); // prettier-ignore

test('a payment that failed is listed as such, and owed as before', async () => {
  const paymentId = await taken();

  expect((await fail(paymentId).expect(200)).body).toMatchObject({ state: 'failed', failureReason: 'Card declined' });

  expect(await debt()).toMatchObject({ balance: usd(43_500) });
  expect(await payments()).toMatchObject({ payments: [{ isFailed: true, amount: usd(5_000) }] });
  expect(await facts('payment-recorded')).toEqual([]);
  await taken();
});

test('what is settled or failed stays so, whoever says otherwise', async () => {
  const settled = await taken();
  await settle(settled).expect(200);
  const failed = await taken();
  await fail(failed).expect(200);

  for (const answer of [await settle(settled), await fail(settled), await settle(failed), await fail(failed)]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'payment-final' });
  }
  expect(await debt()).toMatchObject({ balance: usd(38_500) });
});

test('one payment is under way at a time, and none on a debt that ended', async () => {
  const paymentId = await taken({ amountCents: 43_500 });
  expect((await take().expect(422)).body).toMatchObject({ code: 'payment-pending' });
  await settle(paymentId).expect(200);

  expect(await debt()).toMatchObject({ status: 'PaidInFull', balance: usd(0) });
  expect((await take().expect(422)).body).toMatchObject({ code: 'debt-terminal' });
});

test('settled at the same time from two sides, it is booked once', async () => {
  const paymentId = await taken();

  const statuses = (await Promise.all([settle(paymentId), settle(paymentId)])).map(({ status }) => status);

  expect(new Set(statuses)).toEqual(new Set([200, 409]));
  expect(await debt()).toMatchObject({ balance: usd(38_500) });
});

test('it comes back like any other payment, and books count in the order of arrival', async () => {
  const paymentId = await taken();
  const direct = { amount: usd(1_000), payee: 'CREDITOR', transactionType: 'PAYMENT' };
  await recover.creditor.post(`/api/v1/customers/${customerId}/debts/${debtId}/payments/`).send(direct).expect(200);
  await settle(paymentId).expect(200);
  const back = {
    amount: usd(5_000),
    payee: 'CREDITOR',
    transactionType: 'RETURNED_PAYMENT',
    returnedPaymentId: paymentId,
  };
  await recover.creditor.post(`/api/v1/customers/${customerId}/debts/${debtId}/payments/`).send(back).expect(200);

  expect(await debt()).toMatchObject({ balance: usd(42_500), balanceDetails: { fees: usd(0), interest: usd(2_500) } });
});

test.each<[string, object]>([
  ['a whole card number', { paymentMethodInfo: { cardInfo: { lastFourDigits: '4111111111111111' } } }],
  ['a field of its own', { cardNumber: '4111111111111111' }],
  ['an amount of nothing', { amountCents: 0 }],
  ['part of a cent', { amountCents: 1.5 }],
  ['the creditor’s own method', { paymentMethod: 'DIRECT2CREDITOR' }],
  ['an operator as a debt', { debtId: { $gt: '' } }],
])('%s is refused', async (_what, over) => {
  expect((await take(over).expect(400)).body).toMatchObject({ code: 'request-invalid' });
  expect(await debt()).not.toHaveProperty('unsettledPaymentsAmount');
});

test('a foreign payment or debt is not there, and each side of the work needs its permission', async () => {
  const paymentId = await taken();
  const clerk = await recover.as({ creditorIds: ['CR-1-A'], permissions: ['agency.payments:read'] });

  expect((await recover.other.get(`/agency/v1/payments/${paymentId}`).expect(404)).body).toMatchObject({ code: 'payment-not-found' });
  expect((await recover.other.post(`/agency/v1/payments/${paymentId}/settle`).send({}).expect(404)).body).toMatchObject({ code: 'payment-not-found' });
  expect((await recover.other.post('/agency/v1/payments').send(card()).expect(404)).body).toMatchObject({ code: 'debt-not-found' });
  await clerk.get(`/agency/v1/payments/${paymentId}`).expect(200);
  expect((await clerk.post('/agency/v1/payments').send(card()).expect(403)).body).toMatchObject({ code: 'permission-missing' });
}); // prettier-ignore

test('with an Idempotency-Key a repeat takes no second payment', async () => {
  const once = () => take().set('Idempotency-Key', `take-${debtId}`).expect(201);

  expect((await once()).text).toBe((await once()).text);
});
