import { usd } from '../examples.ts';
import { givenDebt, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
const dayMs = 86_400_000;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  ({ customerId, debtId } = await givenDebt(recover));
});
afterAll(() => recover.stop());

const inDays = (days: number) => new Date(Math.floor(recover.clock.now().getTime() / dayMs) * dayMs + days * dayMs);
const cardInfo = { expirationMonth: '03', expirationYear: '2027', binNumber: '411111', billingZipCode: '78701', cardType: 'VISA', lastFourDigits: '1111' }; // prettier-ignore
/** Three installments of 13,050 cents: the 43,500 that are owed less a discount of 4,350. */
const terms = (over: object = {}) => ({
  installments: [30, 60, 90].map((days) => ({ dueDate: inDays(days).toISOString(), amountCents: 13_050 })),
  discountCents: 4_350,
  frequency: 'MONTHLY',
  consent: { ip: '203.0.113.9', time: '2026-01-05T11:00:00.000Z' },
  isRecurring: true,
  paymentMethodInfo: { cardInfo },
  ...over,
});
type Plan = { planId: string };
const start = (over: object = {}) => recover.creditor.post('/agency/v1/plans').send({ debtId, ...terms(over) });
const started = async (over: object = {}) => ((await start(over).expect(201)).body as Plan).planId;
const pay = (cents: number, over: object = {}) =>
  recover.creditor
    .post(`/api/v1/customers/${customerId}/debts/${debtId}/payments`)
    .send({ amount: usd(cents), payee: 'CREDITOR', transactionType: 'PAYMENT', ...over })
    .expect(200);
const debt = async () => {
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts/`).expect(200);
  return (body as { debts: Record<string, unknown>[] }).debts[0];
};
const plans = (query: object, agent = recover.creditor) =>
  agent.get(`/api/v1/debts/${debtId}/paymentPlans`).query(query);
const active = async () => (await plans({ withInactivated: false }).expect(200)).body as object[];
const everything = async () => {
  const body = await plans({ from: 1, to: recover.clock.now().getTime() + dayMs }).expect(200);
  return body.body as object[];
};
const facts = async (type: string) =>
  (await recover.published(`recover.${type}.v1`)).filter(({ data }) => data['debtId'] === debtId);

test('a plan as it was agreed is shown with what was paid of it', async () => {
  const planId = await started({ originatingTokenId: 'TOKEN-1' });
  const dueDates = [30, 60, 90].map((days) => inDays(days).getTime());
  const paidAt = recover.clock.now().getTime();
  await pay(13_050, { paymentTimestamp: paidAt });

  const unpaid = { isPaid: false, isIvrPayment: false, isEnteredByAgent: false, paymentMethod: 'CARD', status: 'UNPAID', installmentAmount: usd(13_050), amountDue: usd(13_050) };
  expect(await active()).toEqual([
    {
      application: {
        originatingTokenId: 'TOKEN-1',
        installments: dueDates.map((dueDate) => ({ dueDate, amount: usd(13_050) })),
        frequency: 'MONTHLY',
        consent: { ip: '203.0.113.9', time: Date.parse('2026-01-05T11:00:00Z') },
        debtId,
        startCalendarDay: { day: 4, month: 2, year: 2026 },
        reason: 'OTHER',
        createdByUserAccountId: 'AC-TEST-1',
        amountToPay: usd(39_150),
        discount: usd(4_350),
      },
      nextInstallment: 1,
      paymentMethodInfo: { cardInfo },
      fullyPaid: false,
      installments: [
        { ...unpaid, dueDate: dueDates[0], datePaid: paidAt, isPaid: true, paymentMethod: 'DIRECT2CREDITOR', status: 'PAID_ON_TIME', amountDue: usd(0) },
        { ...unpaid, dueDate: dueDates[1] },
        { ...unpaid, dueDate: dueDates[2] },
      ],
      debtStateId: `${debtId}.1`,
      isRecurring: true,
    },
  ]);
  expect(await debt()).toMatchObject({ status: 'OnPaymentPlan', paymentPlanId: planId, balance: usd(30_450) });
  expect(await facts('plan-started')).toMatchObject([{ data: { planId, customerId, amountToPayCents: 39_150, discountCents: 4_350, startedAt: expect.any(String) as string } }]);
  expect(await facts('debt-updated')).toMatchObject([{ data: { status: 'OnPaymentPlan' } }]);
}); // prettier-ignore

test('paid to its end, a plan settles the debt, and the discount is forgiven', async () => {
  const planId = await started();
  await pay(30_000);
  await pay(9_150);

  expect(await debt()).toMatchObject({
    meta: { isActive: false },
    status: 'SettledInFull',
    balance: usd(0),
    balanceDetails: { principal: usd(0), isSettledInFull: true },
  });
  expect(await debt()).not.toHaveProperty('paymentPlanId');
  expect(await active()).toEqual([]);
  expect(await everything()).toMatchObject([{ fullyPaid: true }]);
  expect(await facts('plan-completed')).toMatchObject([{ data: { planId } }]);
  expect(await facts('debt-settled')).toMatchObject([{ data: { status: 'SettledInFull', balanceCents: 0 } }]);
});

test('a payment that comes back opens the plan again as far as it goes', async () => {
  await started();
  await pay(26_100);
  const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}/debts/${debtId}/payments`).expect(200);
  const [{ meta }] = (body as { payments: [{ meta: { id: string } }] }).payments;
  await pay(14_000, { transactionType: 'RETURNED_PAYMENT', returnedPaymentId: meta.id });

  expect(await active()).toMatchObject([
    { nextInstallment: 0, installments: [{ amountDue: usd(950) }, { amountDue: usd(13_050) }, { amountDue: usd(13_050) }] },
  ]);
  expect(await debt()).toMatchObject({ status: 'OnPaymentPlan', balance: usd(31_400) });
}); // prettier-ignore

test('an installment becomes late, the plan breaks 30 days later, and the debt is open again', async () => {
  const planId = await started();
  const due = inDays(30).getTime();
  await recover.moveTo(new Date(due + 1_000));
  expect(await active()).toMatchObject([{ installments: [{ status: 'UNPAID_OVER_DUE' }, { status: 'UNPAID' }, {}] }]);
  expect(await facts('plan-installment-late')).toEqual([]);

  await recover.moveTo(new Date(due + 5 * dayMs + 1_000));
  expect(await active()).toMatchObject([{ installments: [{ status: 'UNPAID_LATE' }, {}, {}] }]);
  expect(await facts('plan-installment-late')).toMatchObject([
    { data: { planId, installment: 0, recordedBy: { kind: 'service' } } },
  ]);

  await recover.moveTo(new Date(due + 35 * dayMs + 1_000));
  expect(await active()).toEqual([]);
  expect(await everything()).toMatchObject([{ revocation: { revocationReason: 'PLAN_BREAKAGE' } }]);
  expect(await facts('plan-revoked')).toMatchObject([{ data: { planId, revocationReason: 'PLAN_BREAKAGE' } }]);
  expect(await debt()).toMatchObject({ status: 'New', balance: usd(43_500) });
});

test('what is paid in time neither becomes late nor breaks the plan', async () => {
  await started();
  const due = inDays(30).getTime();
  await recover.moveTo(new Date(due + 4 * dayMs));
  await pay(13_050);
  await recover.moveTo(new Date(due + 30 * dayMs + 6 * dayMs));

  expect((await facts('plan-installment-late')).map(({ data }) => data['installment'])).toEqual([1]);
  expect(await active()).toMatchObject([{ installments: [{ status: 'PAID_ON_TIME' }, { status: 'UNPAID_LATE' }, {}] }]);
});

test('a plan is revoked once, and its debt is open again', async () => {
  const planId = await started();
  const revoke = (agent = recover.creditor) =>
    agent
      .post(`/agency/v1/plans/${planId}/revoke`)
      .send({ reason: 'Moved abroad', revocationReason: 'REQUESTED_PLAN_CANCELLATION' });

  expect((await revoke().expect(200)).body).toMatchObject({ planId, state: 'revoked', revocation: { reason: 'Moved abroad' } });
  expect((await revoke().expect(409)).body).toMatchObject({ code: 'plan-ended' });

  expect(await debt()).toMatchObject({ status: 'New' });
  expect(await everything()).toMatchObject([
    { fullyPaid: false, revocation: { reason: 'Moved abroad', revocationReason: 'REQUESTED_PLAN_CANCELLATION' } },
  ]);
  await recover.moveTo(inDays(120));
  expect(await facts('plan-installment-late')).toEqual([]);
}); // prettier-ignore

test('a plan is replaced by new terms for what is still owed', async () => {
  const planId = await started();
  expect((await start().expect(409)).body).toMatchObject({ code: 'plan-active' });
  await pay(13_500);

  const installments = [{ dueDate: inDays(10).toISOString(), amountCents: 30_000 }];
  const replaced = await recover.creditor
    .post(`/agency/v1/plans/${planId}/replace`)
    .send(terms({ installments, discountCents: 0 }))
    .expect(201);

  const next = (replaced.body as Plan).planId;
  expect(await debt()).toMatchObject({ status: 'OnPaymentPlan', paymentPlanId: next });
  expect(await active()).toMatchObject([{ application: { amountToPay: usd(30_000) } }]);
  expect(await facts('plan-revoked')).toMatchObject([{ data: { planId, revocationReason: 'NEW_PLAN_REQUEST' } }]);
  expect((await recover.creditor.get(`/agency/v1/plans/${planId}`).expect(200)).body).toMatchObject({ state: 'revoked' });
}); // prettier-ignore

test('new terms that do not add up leave the plan as it is', async () => {
  const planId = await started();

  const refused = await recover.creditor.post(`/agency/v1/plans/${planId}/replace`).send(terms({ discountCents: 0 }));

  expect([refused.status, (refused.body as { code: string }).code]).toEqual([422, 'plan-sum-wrong']);
  expect(await debt()).toMatchObject({ paymentPlanId: planId });
});

test('only an open debt without money under way takes a plan', async () => {
  const taken = { debtId, amountCents: 43_500, paymentMethod: 'ACH' };
  const { body } = await recover.creditor.post('/agency/v1/payments').send(taken).expect(201);
  expect((await start().expect(422)).body).toMatchObject({ code: 'payment-pending' });
  await recover.creditor.post(`/agency/v1/payments/${(body as { paymentId: string }).paymentId}/settle`).send({}).expect(200);
  expect((await start().expect(422)).body).toMatchObject({ code: 'debt-terminal' });
}); // prettier-ignore

test.each<[string, object]>([
  ['no installment', { installments: [] }],
  ['an installment of nothing', { installments: [{ dueDate: '2026-02-01T00:00:00.000Z', amountCents: 0 }] }],
  ['a whole account number', { paymentMethodInfo: { achInfo: { lastFourOfAccountNumber: '000123456789' } } }],
  ['a status of its own', { state: 'fullyPaid' }],
  ['no consent', { consent: undefined }],
])('a plan with %s is refused', async (_what, over) => {
  expect((await start(over).expect(400)).body).toMatchObject({ code: 'request-invalid' });
});

test('a missing bound is answered with a page, a wrong one with the family’s body', async () => {
  const page = await plans({ from: 1 }).expect(400);
  const soon = recover.clock.now().getTime() + dayMs;
  const created = ((await debt()) as { meta: { timeCreated: number } }).meta.timeCreated;

  expect(page.get('content-type')).toContain('text/html');
  expect(page.text).toContain('The query parameter "to" is missing.');
  expect((await plans({}).expect(400)).text).toContain('"from" is missing. The query parameter "to" is missing.');
  for (const query of [
    { from: soon, to: soon - 1 },
    { from: soon, to: soon },
    { from: 'June', to: soon },
    { from: 1, to: created - 1 },
    { from: soon, to: soon + 1 },
  ])
    expect((await plans(query).expect(400)).body).toEqual({
      code: 102,
      msg: 'The from/to window is not valid for this debt.',
      errorInfo: null,
    });
  expect((await plans({ withInactivated: 'maybe' }).expect(400)).body).toMatchObject({ code: 102 });
  await plans({ from: 1, to: soon }).expect(200, []);
});

test('a plan that ended outside the window is not shown, an active one always is', async () => {
  const planId = await started();
  const from = recover.clock.now().getTime() - dayMs;
  expect((await plans({ from, to: from + 1 + dayMs }).expect(200)).body).toHaveLength(1);
  await recover.creditor.post(`/agency/v1/plans/${planId}/revoke`).send({ reason: 'Moved' }).expect(200);
  await recover.moveTo(inDays(2));

  const now = recover.clock.now().getTime();
  expect((await plans({ from, to: now }).expect(200)).body).toHaveLength(1);
  expect((await plans({ from: now - 1_000, to: now }).expect(200)).body).toEqual([]);
});

test('a foreign debt or plan is not there, and plans need their permission', async () => {
  const planId = await started();
  const { creditorId } = (await debt()) as { creditorId: string };
  const clerk = await recover.as({ creditorIds: [creditorId], permissions: ['recover.debts:read'] });

  expect((await plans({ withInactivated: false }, recover.other).expect(404)).body).toMatchObject({ code: 122 });
  for (const answer of [
    await recover.other.get(`/agency/v1/plans/${planId}`),
    await recover.other.post(`/agency/v1/plans/${planId}/revoke`).send({ reason: 'x' }),
    await recover.other.post(`/agency/v1/plans/${planId}/replace`).send(terms()),
  ])
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([404, 'plan-not-found']);
  expect((await recover.other.post('/agency/v1/plans').send({ debtId, ...terms() })).status).toBe(404);
  expect((await clerk.post('/agency/v1/plans').send({ debtId, ...terms() })).status).toBe(403);
  await plans({ withInactivated: false }, clerk).expect(200);
});
