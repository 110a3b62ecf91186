import { aDebt } from '../examples.ts';
import { givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
let planId: string;
const plan = {
  installments: [{ dueDate: '2026-02-01T00:00:00.000Z', amountCents: 12_000 }],
  frequency: 'CUSTOM',
  consent: { time: '2026-01-05T11:00:00.000Z' },
};
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  ({ customerId, debtId } = await givenDebt(recover, aDebt()));
  const { body } = await recover.creditor
    .post('/agency/v1/plans')
    .send({ debtId, ...plan })
    .expect(201);
  ({ planId } = body as { planId: string });
});
afterAll(() => recover.stop());

const path = () => `/api/v1/customers/${customerId}/debts/${debtId}`;
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts`).expect(200);
  return (body as { debts: [Record<string, unknown>] }).debts[0];
};
const revoked = async () =>
  (await recover.published('recover.plan-revoked.v1')).filter(({ data }) => data['debtId'] === debtId);

test.each([
  ['a dispute', 'disputes', { reason: 'Not mine' }, 'Disputed', 'IN_DISPUTE'],
  ['a closing', 'closings', { status: 'Deceased' }, 'Deceased', 'CLOSED'],
])('%s takes a debt off its plan, which is revoked with it', async (_what, noun, body, status, revocationReason) => {
  await recover.creditor
    .post(`/agency/v1/${noun}`)
    .send({ debtId, ...body })
    .expect(200);

  const after = await debt();
  expect(after).toMatchObject({ status });
  expect(after).not.toHaveProperty('paymentPlanId');
  expect(await revoked()).toMatchObject([{ data: { planId, revocationReason } }]);
});

test('a debt on a plan is neither retracted nor reopened, and stays on its plan', async () => {
  const kept = await recover.creditor.post(`${path()}/retract`).expect(422);
  const asked = await recover.creditor.post(`${path()}/retract`).query({ keepIfOnPaymentPlan: 'false' }).expect(422);
  const balance = { principal: { amount: 1, currency: 'USD' } };
  const reopened = await recover.creditor.post(`${path()}/reopen`).send({ balance }).expect(400);

  expect(kept.body).toEqual({
    code: 422,
    msg: 'The debt is on a payment plan and cannot be retracted.',
    errorInfo: { debtId, paymentPlanId: planId },
  });
  expect(asked.body).toEqual({
    code: 422,
    msg: 'Debts on a payment plan can only be retracted by support. Please contact us.',
    errorInfo: null,
  });
  expect(reopened.body).toEqual({ code: 102, msg: 'The debt is on an in-progress payment plan.', errorInfo: null });
  expect(await debt()).toMatchObject({ status: 'OnPaymentPlan', paymentPlanId: planId });
});

test('a pause outranks a plan, and gives way to it again', async () => {
  const show = { changeDebtStatus: 'true' };
  await recover.creditor.post(`${path()}/pauseCollections`).query(show).send({ reason: 'OTHER' }).expect(200);
  expect(await debt()).toMatchObject({ status: 'Paused', paymentPlanId: planId });

  await recover.creditor.post(`${path()}/unpauseCollections`).query(show).send({ notes: 'Goes on' }).expect(200);

  expect(await debt()).toMatchObject({ status: 'OnPaymentPlan', paymentPlanId: planId });
  expect(await revoked()).toEqual([]);
});
