import { CustomerPlacedV1 } from '@fairdue/contracts';
import { dana, usd } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
  ({ customerId, debtId } = await givenCustomer(recover.creditor, dana));
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

test('a long history comes page by page', async () => {
  const first = await historyOf('customers', customerId, { limit: 2 });
  const second = await historyOf('customers', customerId, { limit: 2, after: first.next });

  expect([...first.items, ...second.items].map(({ version }) => version)).toEqual([1, 2, 3]);
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
  await recover.creditor.get('/agency/v1/debts/LN-0-NONE/history').expect(404);
  await placing.get(`/agency/v1/customers/${customerId}/history`).expect(403);
  await recover.creditor.get(`/agency/v1/customers/${customerId}/history`).query({ limit: 0 }).expect(400);
});
