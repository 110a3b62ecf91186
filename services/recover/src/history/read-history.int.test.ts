import { CustomerPlacedV1 } from '@fairdue/contracts';
import { dana, usd } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
let contactIds: Awaited<ReturnType<typeof givenCustomer>>['contactIds'];
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
  ({ customerId, debtId, contactIds } = await givenCustomer(recover.creditor, dana));
  const path = `/api/v1/customers/${customerId}`;
  const payment = { amount: usd(5_000), payee: 'CREDITOR', transactionType: 'PAYMENT' };
  await recover.creditor.patch(path).set('X-TA-AUDIT-DESCRIPTION', 'Asked on the phone').send({ phones: [{ phoneNumber: '512-555-0199' }] }).expect(200);
  await recover.creditor.post(`${path}/debts/${debtId}/payments`).send(payment).expect(200);
  await recover.creditor.post(`${path}/comments`).send({ comments: ['Paid in part.'] }).expect(200);
  await recover.settle();
}); // prettier-ignore
afterAll(() => recover.stop());

type History = { items: { type: string; version: number }[]; next: string | null };
const historyOf = async (noun: string, id: string, query = {}) =>
  (await recover.creditor.get(`/agency/v1/${noun}/${id}/history`).query(query).expect(200)).body as History;

test('a customer’s history says version by version what changed, who did it and why', async () => {
  const { items, next } = await historyOf('customers', customerId);

  expect(items).toMatchObject([
    { type: 'recover.customer-placed.v1', version: 1, recordedBy: { kind: 'account', id: 'AC-TEST-1' } },
    {
      type: 'recover.contact-added.v1',
      version: 2,
      recordedBy: { id: 'AC-TEST-1', description: 'Asked on the phone' },
      state: { contacts: [{}, { value: '+15125550142' }, { value: '+15125550199' }, {}] },
    },
    { type: 'recover.comment-added.v1', version: 3, state: { comments: ['Paid in part.'] } },
  ]);
  expect(items[0]).toMatchObject({ at: expect.stringMatching(/^2026-01-05T12:00/) as string });
  expect(next).toBeNull();
});

test('a debt has a history of its own, with what was paid on it', async () => {
  expect((await historyOf('debts', debtId)).items).toMatchObject([
    { type: 'recover.debt-placed.v1', version: 1, state: { balanceCents: 43_500 } },
    { type: 'recover.payment-recorded.v1', version: 2, state: { balanceCents: 38_500, amountCents: 5_000 } },
  ]);
});

test('a payment has a history from the moment it is taken, and one that fails ends it', async () => {
  const request = { debtId, amountCents: 700, paymentMethod: 'CHECK' };
  const taken = async () =>
    ((await recover.creditor.post('/agency/v1/payments').send(request).expect(201)).body as { paymentId: string })
      .paymentId;
  const failed = await taken();
  await recover.creditor.post(`/agency/v1/payments/${failed}/fail`).send({ reason: 'It bounced.' }).expect(200);
  const settled = await taken();
  await recover.creditor.post(`/agency/v1/payments/${settled}/settle`).send({}).expect(200);
  await recover.settle();

  const about = (paymentId: string, state: string) => ({
    type: 'recover.debt-updated.v1',
    state: { payment: { paymentId, amountCents: 700, state } },
  });
  expect((await historyOf('payments', failed)).items).toMatchObject([about(failed, 'unsettled'), about(failed, 'failed')]);
  expect((await historyOf('payments', settled)).items).toMatchObject([
    about(settled, 'unsettled'),
    { type: 'recover.payment-recorded.v1', state: { paymentId: settled, amountCents: 700, balanceCents: 37_800 } },
  ]);
}); // prettier-ignore

test('a plan has a history of its own, to its end', async () => {
  const terms = {
    debtId,
    installments: [{ dueDate: '2030-01-01T00:00:00.000Z', amountCents: 37_800 }],
    frequency: 'MONTHLY',
    consent: { time: '2026-01-05T11:00:00.000Z' },
  };
  const { body } = await recover.creditor.post('/agency/v1/plans').send(terms).expect(201);
  const { planId } = body as { planId: string };
  await recover.creditor
    .post(`/agency/v1/plans/${planId}/revoke`)
    .set('X-TA-AUDIT-DESCRIPTION', 'Called in')
    .send({ reason: 'Cannot pay', revocationReason: 'REQUESTED_PLAN_CANCELLATION' })
    .expect(200);
  await recover.settle();

  expect((await historyOf('plans', planId)).items).toMatchObject([
    { type: 'recover.plan-started.v1', version: 1 },
    { type: 'recover.plan-revoked.v1', version: 2, recordedBy: { description: 'Called in' } },
  ]);
});

test('a contact’s history is the changes that left it another than it was, page by page', async () => {
  const contactId = contactIds.phones;
  const flag = (flags: object) =>
    recover.creditor.patch(`/agency/v1/contacts/${contactId}`).send({ customerId, ...flags }).expect(200);
  await flag({ label: 'work' });
  await recover.creditor.patch(`/agency/v1/contacts/${contactIds.emails}`).send({ customerId, valid: false }).expect(200);
  await flag({ valid: false });
  await recover.settle();

  const first = await historyOf('contacts', contactId, { customerId, limit: 2 });
  const second = await historyOf('contacts', contactId, { customerId, limit: 2, after: first.next });

  expect([...first.items, ...second.items]).toMatchObject([
    { type: 'recover.customer-placed.v1', state: { customerId, contactId, label: 'personal', valid: true } },
    { type: 'recover.contact-changed.v1', state: { label: 'work', valid: true } },
    { type: 'recover.contact-changed.v1', state: { label: 'work', valid: false } },
  ]);
  expect(second.next).toBeNull();
  await recover.creditor.get('/agency/v1/contacts/CT-0-NONE/history').query({ customerId }).expect(404);
  await recover.other.get(`/agency/v1/contacts/${contactId}/history`).query({ customerId }).expect(404);
  await recover.creditor.get(`/agency/v1/contacts/${contactId}/history`).expect(400);
}); // prettier-ignore

test('a long history comes page by page', async () => {
  const first = await historyOf('customers', customerId, { limit: 2 });
  const second = await historyOf('customers', customerId, { limit: 200, after: first.next });

  const whole = await historyOf('customers', customerId);
  expect(first.items).toHaveLength(2);
  expect([...first.items, ...second.items]).toEqual(whole.items);
  expect(second.next).toBeNull();
});

test('what is told again is no change', async () => {
  const [placed] = await recover.published(CustomerPlacedV1.type);
  const { items } = await historyOf('customers', customerId);

  await recover.deliver({ ...placed!, topic: 'recover.customers', id: 'EV-9-A', sequence: 99, republished: true });

  expect((await historyOf('customers', customerId)).items).toEqual(items);
});

test('foreign ids, and accounts without the permission, see no history', async () => {
  const placing = await recover.as({ creditorIds: [creditorId], permissions: ['recover.customers:read'] });

  await recover.other.get(`/agency/v1/customers/${customerId}/history`).expect(404);
  await recover.other.get(`/agency/v1/debts/${debtId}/history`).expect(404);
  for (const noun of ['payments', 'plans'])
    await recover.creditor.get(`/agency/v1/${noun}/PM-0-NONE/history`).expect(404);
  await recover.creditor.get('/agency/v1/debts/LN-0-NONE/history').expect(404);
  await placing.get(`/agency/v1/customers/${customerId}/history`).expect(403);
  await recover.creditor.get(`/agency/v1/customers/${customerId}/history`).query({ limit: 0 }).expect(400);
});
