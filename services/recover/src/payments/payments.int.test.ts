import { usd } from '../examples.ts';
import { creditorId, givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  ({ customerId, debtId } = await givenDebt(recover));
});
afterAll(() => recover.stop());

const path = () => `/api/v1/customers/${customerId}/debts/${debtId}/payments/`;
const payment = (over: object = {}) => ({ amount: usd(5_000), payee: 'CREDITOR', transactionType: 'PAYMENT', ...over });
const pay = (over: object = {}) => recover.creditor.post(path()).send(payment(over));
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts/`).expect(200);
  return (body as { debts: [object] }).debts[0];
};
const facts = async () =>
  (await recover.published('recover.payment-recorded.v1')).filter(({ data }) => data['debtId'] === debtId);

const id = expect.stringMatching(/^PM-/) as string;
const time = expect.any(Number) as number;

test('a payment lowers the balance, and its return raises it again', async () => {
  const paid = await pay({ transactionReference: 'PAY-771', paymentTimestamp: 1_719_835_200_000 }).expect(200);
  const returnedPaymentId = (paid.body as { meta: { id: string } }).meta.id;
  const afterPayment = await debt();
  const returned = await pay({
    transactionType: 'BALANCE_ADJUSTMENT',
    transactionReference: 'PAY-771',
    note: 'ACH returned',
    returnedPaymentId,
  }).expect(200);

  expect(paid.body).toEqual({
    meta: { id, timeCreated: time },
    ...payment({ transactionReference: 'PAY-771', paymentTimestamp: 1_719_835_200_000, note: 'Received from the API' }),
  });
  expect(returned.body).toEqual({
    meta: { id, timeCreated: time },
    ...payment({ amount: usd(-5_000), transactionType: 'BALANCE_ADJUSTMENT', transactionReference: 'PAY-771' }),
    note: 'ACH returned',
    returnedPaymentId,
    paymentTimestamp: (returned.body as { meta: { timeCreated: number } }).meta.timeCreated,
  });
  expect(afterPayment).toMatchObject({
    status: 'New',
    initialTotal: usd(43_500),
    balance: usd(38_500),
    balanceDetails: { principal: usd(38_500), fees: usd(0) },
  });
  expect(await debt()).toMatchObject({
    balance: usd(43_500),
    balanceDetails: { fees: usd(1_000), interest: usd(2_500) },
  });
  await recover.creditor.get(path()).expect(200, { payments: [paid.body, returned.body] });
});

test('a payment to zero ends the debt, and everybody learns it', async () => {
  const paid = await pay({ amount: usd(45_000), paymentTimestamp: 1_719_835_200_000 }).expect(200);

  expect(await debt()).toMatchObject({
    meta: { isActive: false },
    status: 'PaidInFull',
    balance: usd(0),
    balanceDetails: { overcharges: usd(1_500), isSettledInFull: false },
    prohibitedActions: [{ debtAction: 'NEW_PAYMENT', prohibitedReasons: ['DEBT_TERMINAL'] }, {}, {}, {}],
  });
  expect(await facts()).toMatchObject([
    {
      subject: customerId,
      data: {
        paymentId: (paid.body as { meta: { id: string } }).meta.id,
        amountCents: 45_000,
        balanceCents: 0,
        status: 'PaidInFull',
        paidAt: '2024-07-01T12:00:00.000Z',
        version: 2,
        recordedBy: { kind: 'account', id: 'AC-TEST-1' },
      },
    },
  ]);
});

test('payments at once are all booked, one after the other', async () => {
  await Promise.all(Array.from({ length: 10 }, () => pay({ amount: usd(1_000) }).expect(200)));

  expect(await debt()).toMatchObject({ balance: usd(33_500) });
  expect((await facts()).map(({ data }) => data['balanceCents'])).toEqual(
    Array.from({ length: 10 }, (_, i) => 43_500 - 1_000 * (i + 1)),
  );
});

test('payments and what comes back of them at once leave books that add up', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push(((await pay({ amount: usd(1_000) })).body as { meta: { id: string } }).meta.id);
  const back = (returnedPaymentId: string) =>
    pay({ amount: usd(400), transactionType: 'REFUND', returnedPaymentId }).expect(200);

  await Promise.all(ids.flatMap((id) => [back(id), pay({ amount: usd(300) }).expect(200)]));

  const { body } = await recover.creditor.get(path()).expect(200);
  const posted = (body as { payments: { amount: { amount: number } }[] }).payments.map(({ amount }) => amount.amount);
  const netCents = posted.reduce((sum, cents) => sum + cents, 0);
  expect([posted.length, netCents]).toEqual([15, 4_500]);
  expect(await debt()).toMatchObject({ balance: usd(43_500 - netCents) });
});

test('with an Idempotency-Key a repeat gets the same bytes and books nothing', async () => {
  const once = () => pay().set('Idempotency-Key', `pay-${debtId}`);

  const first = await once().expect(200);
  const repeat = await once().expect(200);

  expect(repeat.text).toBe(first.text);
  expect(await debt()).toMatchObject({ balance: usd(38_500) });
});

test('missing and wrong fields are named, and nothing is booked', async () => {
  await recover.creditor
    .post(path())
    .send({ amount: usd(5_000) })
    .expect(400, {
      code: 104,
      msg: 'Missing required fields.',
      errorInfo: { payee: 'required', transactionType: 'required' },
    });
  await pay({ amount: usd(-1) }).expect(400, {
    code: 104,
    msg: 'Invalid input.',
    errorInfo: { 'amount.amount': 'must be positive for a PAYMENT' },
  });
  await pay({ transactionType: 'RETURNED_PAYMENT', returnedPaymentId: 'PM-0-NONE' }).expect(400, {
    code: 104,
    msg: 'Invalid input.',
    errorInfo: { returnedPaymentId: 'is not a payment of this debt' },
  });
  for (const over of [{ amount: { $gt: 0 } }, { returnedPaymentId: { $ne: null } }, { note: { $where: '1' } }])
    expect((await pay(over).expect(400)).body).toMatchObject({ code: 104 });

  expect(await debt()).toMatchObject({ balance: usd(43_500) });
  await recover.creditor.get(path()).expect(200, {});
});

test('payments are listed within a window, and reading them needs another permission than making them', async () => {
  const paid = await pay().expect(200);
  const writer = await recover.as({ creditorIds: [creditorId], permissions: ['recover.payments:write'] });

  const before = await recover.creditor.get(path()).query({ endTime: 1_000 });
  const since = await recover.creditor.get(path()).query({ startTime: 1_000 });
  const statuses = [(await writer.get(path())).status, (await writer.post(path()).send(payment())).status];

  expect(before.body).toEqual({});
  expect(since.body).toEqual({ payments: [paid.body] });
  expect(statuses).toEqual([403, 200]);
});

test('the customer and the debt of a payment must belong together', async () => {
  const stranger = `/api/v1/customers/BO-0-NOBODY/debts/${debtId}/payments/`;

  expect((await recover.creditor.post(stranger).send(payment()).expect(404)).body).toMatchObject({ code: 109 });
  await recover.creditor
    .post(`/api/v1/customers/${customerId}/debts/LN-0-NONE/payments/`)
    .send('{}')
    .set('Content-Type', 'application/json')
    .expect(404, { code: 122, msg: 'The following Debts do not exist: LN-0-NONE', errorInfo: null });
});
