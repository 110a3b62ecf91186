import { aDebt, usd } from '../examples.ts';
import { givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  recover.guard.holds.length = 0;
  recover.guard.lifts.length = 0;
  const debt = aDebt(undefined, { initialPrincipal: usd(7_500), initialFees: usd(250) });
  ({ customerId, debtId } = await givenDebt(recover, debt));
});
afterAll(() => recover.stop());

const path = () => `/api/v1/customers/${customerId}/debts/${debtId}`;
const retract = (query: object = {}) => recover.creditor.post(`${path()}/retract`).query(query);
const reopen = (balance: unknown) => recover.creditor.post(`${path()}/reopen`).send({ balance });
const toCollect = () => recover.creditor.get(`${path()}/totalToCollectBalance`).expect(200);
const facts = async (type: string) => (await recover.published(type)).filter(({ data }) => data['debtId'] === debtId);
const newBalance = { principal: usd(8_000), fees: usd(500), notes: 'Recalled in error' };
const prohibited = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'].map((debtAction) => ({
  debtAction,
  prohibitedReasons: ['DEBT_TERMINAL'],
}));

test('a retracted debt stays, is told with its reason, and is held at the guard', async () => {
  const { body } = await retract({ reason: 'BANKRUPTCY' })
    .set('X-TA-AUDIT-DESCRIPTION', ' Letter of May 4 ')
    .expect(200);

  expect(body).toMatchObject({
    meta: { id: debtId, isActive: false },
    status: 'RetractedByCreditor',
    initialTotal: usd(7_750),
    balance: usd(7_750),
    balanceDetails: { overcharges: usd(0), isSettledInFull: false },
    personId: customerId,
    prohibitedActions: prohibited,
  });
  expect(await facts('recover.debt-retracted.v1')).toMatchObject([
    {
      data: {
        status: 'RetractedByCreditor',
        reason: 'BANKRUPTCY',
        version: 2,
        recordedBy: { id: 'AC-TEST-1', description: 'Letter of May 4' },
      },
    },
  ]);
  expect(recover.guard.holds).toMatchObject([
    {
      customerId,
      wait: 'none',
      hold: { reason: 'retracted', debtIds: [debtId], source: { key: `retraction:${debtId}`, version: 2 } },
    },
  ]);
});

test('retracted again it is refused, or with the check skipped answered as before, and nothing is announced', async () => {
  const first = await retract().expect(200);

  expect((await retract().expect(422)).body).toEqual({
    code: 422,
    msg: 'The debt is in a terminal status and cannot be retracted.',
    errorInfo: { status: 'RetractedByCreditor' },
  });
  await retract({ skipTerminalValidation: 'true' }).expect(200, first.body as object);
  expect(await facts('recover.debt-retracted.v1')).toHaveLength(1);
  expect(recover.guard.holds).toHaveLength(2);
});

test('a disputed debt is kept unless the creditor says otherwise; then its dispute ends at the guard too', async () => {
  await recover.creditor.post('/agency/v1/disputes').send({ debtId, reason: 'Not mine' }).expect(200);

  expect((await retract().expect(422)).body).toMatchObject({ code: 422, errorInfo: { debtId } });
  await retract({ keepIfHasDispute: 'FALSE' }).expect(200);

  expect(await facts('recover.debt-retracted.v1')).toHaveLength(1);
  expect(recover.guard.lifts).toMatchObject([{ customerId, source: { key: `dispute:${debtId}`, version: 3 } }]);
});

test.each([{ skipTerminalValidation: 'yes' }, { reason: 'x'.repeat(501) }])(
  'the query %j is refused',
  async (query) => {
    expect((await retract(query).expect(400)).body).toMatchObject({ code: 102, errorInfo: null });
  },
);

test('a retraction stands although the guard is away', async () => {
  recover.guard.answer = { status: 503, body: {} };

  await retract().expect(200);

  recover.guard.answer = { status: 200, body: { holdId: 'HO-1-A', silent: true } };
  expect((await retract().expect(422)).body).toMatchObject({ code: 422 });
});

test('a retracted debt is reopened with the balance that is named, and held no longer', async () => {
  await retract().expect(200);

  const { body } = await reopen(newBalance).expect(200);

  expect(body).toMatchObject({
    meta: { isActive: true },
    status: 'New',
    initialTotal: usd(8_500),
    balance: usd(8_500),
    balanceDetailsAtPlacement: { principal: usd(7_500), fees: usd(250) },
    prohibitedActions: [],
  });
  expect((await toCollect()).body).toEqual({
    principal: usd(8_000),
    interest: usd(0),
    fees: usd(500),
    costs: usd(0),
  });
  expect(await facts('recover.debt-reopened.v1')).toMatchObject([
    { data: { status: 'New', balanceCents: 8_500, initialTotalCents: 8_500, reason: 'Recalled in error', version: 3 } },
  ]);
  expect(recover.guard.lifts).toMatchObject([{ source: { key: `retraction:${debtId}`, version: 3 } }]);
});

test('a paid debt is reopened: earlier payments stay listed, and what comes back of them is owed again', async () => {
  const payments = `${path()}/payments`;
  const payment = { payee: 'CREDITOR', transactionType: 'PAYMENT', amount: usd(9_000) };
  const paid = await recover.creditor.post(payments).send(payment).expect(200);
  await reopen(newBalance).expect(200);

  const returnedPaymentId = (paid.body as { meta: { id: string } }).meta.id;
  const back = { ...payment, transactionType: 'RETURNED_PAYMENT', amount: usd(1_000), returnedPaymentId };
  await recover.creditor.post(payments).send(back).expect(200);

  expect((await recover.creditor.get(payments).expect(200)).body).toMatchObject({ payments: [{}, {}] });
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  expect(body).toMatchObject({
    debts: [{ balance: usd(9_500), balanceDetails: { principal: usd(9_000), fees: usd(500), overcharges: usd(0) } }],
  });
});

test.each([
  [{ fees: usd(5) }, { 'balance.principal': 'required' }],
  [{ principal: usd(-1) }, { 'balance.principal.amount': 'must not be negative' }],
  [{ principal: usd(0) }, { balance: 'must not be zero in total' }],
  [undefined, { balance: 'required' }],
])('the balance %j reopens nothing', async (balance, errorInfo) => {
  expect((await reopen(balance).expect(400)).body).toEqual({ code: 104, msg: 'Invalid balance.', errorInfo });
});

test('an open or closed debt is not reopened', async () => {
  expect((await reopen(newBalance).expect(409)).body).toEqual({
    code: 409,
    msg: 'The debt cannot be reopened in its current status.',
    errorInfo: { status: 'New' },
  });
  await recover.creditor.post('/agency/v1/closings').send({ debtId, status: 'Deceased' }).expect(200);
  expect((await reopen(newBalance).expect(409)).body).toMatchObject({ errorInfo: { status: 'Deceased' } });
  expect(await facts('recover.debt-reopened.v1')).toEqual([]);
});

test('what is to be collected cannot be put any more, whatever the ids and the body are', async () => {
  const gone = { code: 404, msg: 'This endpoint has been deprecated.', errorInfo: null };
  const nowhere = '/api/v1/customers/BO-0-A/debts/LN-0-A/totalToCollectBalance';

  await recover.creditor
    .put(`${path()}/totalToCollectBalance`)
    .send({ principal: usd(1) })
    .expect(404, gone);
  await recover.creditor.put(`${nowhere}/`).set('Content-Type', 'text/plain').send('anything').expect(404, gone);
  await recover.creditor.put(nowhere).set('Authorization', 'Bearer forged').expect(401);
  expect((await toCollect()).body).toMatchObject({ principal: usd(7_500), fees: usd(250) });
});
