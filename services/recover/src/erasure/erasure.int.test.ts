import { CustomerErasedV1 } from '@fairdue/contracts';
import { aDebt, dana, usd } from '../examples.ts';
import { creditorId, givenCustomer, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

type Agent = Recover['creditor'];

let recover: Recover;
let [asker, second]: Agent[] = [];
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  [asker, second] = await Promise.all([
    recover.as({ creditorIds: [creditorId], accountId: 'AC-TEST-1' }),
    recover.as({ creditorIds: [creditorId], accountId: 'AC-TEST-2' }),
  ]);
});
afterAll(() => recover.stop());

const early = { reason: 'Asked for in a letter.', beforeRetentionEnds: true };
const ask = (by: Agent | undefined, customerId: string, body: object = early) =>
  (by as Agent).post(`/agency/v1/customers/${customerId}/erasure`).send(body);
const agree = (by: Agent | undefined, customerId: string) =>
  (by as Agent).post(`/agency/v1/customers/${customerId}/erasure/confirm`).send({});

async function placed(name: string) {
  const request = { ...dana, reference: name, ssn: '123456789', debts: [aDebt(`T-${name}`)] };
  return { ...(await givenCustomer(asker as Agent, request)), request };
}
const closed = async (name: string) => {
  const all = await placed(name);
  await asker?.post('/agency/v1/closings').send({ debtId: all.debtId, status: 'ClosedByAgency' }).expect(200);
  return all;
};

test('nobody is erased while a debt is open, or while the law wants their records, unless somebody says so', async () => {
  const { customerId, debtId } = await placed('erasure-refused');

  expect((await ask(asker, customerId).expect(422)).body).toMatchObject({ code: 'erasure-debt-open' });
  await asker?.post('/agency/v1/closings').send({ debtId, status: 'ClosedByAgency' }).expect(200);
  const { body } = await ask(asker, customerId, { reason: 'Asked for.' }).expect(422);
  expect(body).toMatchObject({ code: 'erasure-too-early', detail: expect.stringContaining('2029-01-05') as string });

  await ask(asker, customerId).expect(202);
});

test('one person asks and another agrees; either may repeat it, and a stranger finds nothing', async () => {
  const { customerId } = await closed('erasure-two');
  const stranger = await recover.as({ creditorIds: [otherCreditorId], accountId: 'AC-TEST-3' });
  const unasked = await agree(second, customerId).expect(404);
  expect(unasked.body).toMatchObject({ code: 'erasure-not-found' });

  const asked = await ask(asker, customerId).expect(202);
  expect((await ask(second, customerId, { reason: 'x' }).expect(202)).body).toEqual(asked.body);
  expect((await agree(asker, customerId).expect(403)).body).toMatchObject({ code: 'second-person-needed' });
  await agree(stranger, customerId).expect(404);
  await agree(second, customerId).expect(202);
  await agree(second, customerId).expect(202);
  await recover.settle();

  const facts = await recover.published(CustomerErasedV1.type);
  expect(facts.filter(({ subject }) => subject === customerId)).toMatchObject([
    { data: { ...early, version: 2, recordedBy: { id: 'AC-TEST-1' }, confirmedBy: { id: 'AC-TEST-2' } } },
  ]);
  const read = await second?.get(`/agency/v1/customers/${customerId}/erasure`).expect(200);
  expect(read?.body).toMatchObject({ customerId, state: 'done', askedBy: 'AC-TEST-1', confirmedBy: 'AC-TEST-2' });
});

test('whoever was erased is gone, cannot be placed again, and their debts still say what was owed', async () => {
  const { customerId, debtId, request } = await closed('erasure-gone');
  await ask(asker, customerId).expect(202);
  await agree(second, customerId).expect(202);
  await recover.settle();

  await asker?.get(`/agency/v1/customers/${customerId}`).expect(404);
  const found = await asker?.get('/agency/v1/customers').query({ reference: 'erasure-gone' }).expect(200);
  expect(found?.body).toMatchObject({ items: [] });
  const placeAgain = (customers: object[]) => asker?.post('/api/v1/customersBatch').send({ customers }).expect(200);
  const again = await placeAgain([request, { ...request, reference: 'erasure-other-name' }]);
  const { responses = [] } = (again?.body ?? {}) as { responses?: { customer?: unknown }[] };
  expect(responses.map(({ customer }) => customer)).toEqual([undefined, undefined]);

  const ofDebt = `/api/v1/customers/${customerId}/debts/${debtId}`;
  const attorney = { email: 'office@wombat.example', contactInfo: { name: 'Wombat Law' } };
  const late = [
    ['post', `/api/v1/debts/${debtId}/representation/attorneyRepresentation`, attorney],
    ['put', `${ofDebt}/clientFields`, { clientFields: [{ key: 'NAME', value: 'Dana Okafor' }] }],
    [
      'post',
      `${ofDebt}/payments/`,
      { amount: usd(100), payee: 'CREDITOR', transactionType: 'PAYMENT', note: 'by Dana' },
    ],
    ['post', `${ofDebt}/reopen`, {}],
    ['post', '/agency/v1/disputes', { debtId, reason: 'Dana says that it is not hers.' }],
    ['get', `/api/v1/debts/${debtId}/paymentPlans?withInactivated=false`, undefined],
  ] as const;
  for (const [method, path, body] of late)
    expect([path, (await (asker as Agent)[method](path).send(body)).text]).toEqual([
      path,
      expect.stringMatching(/(CreditorCustomer|Debts) do(es)? not exist/),
    ]);

  const stored = await Promise.all(
    ['customers', 'changes', 'representations'].map((name) =>
      recover.db
        .collection(name)
        .countDocuments({ $or: [{ _id: customerId as never }, { entityIds: debtId }, { debtId }] }),
    ),
  );
  expect(stored).toEqual([0, 0, 0]);
  const debt = await recover.db.collection('debts').findOne({ _id: debtId as never });
  expect(debt).toMatchObject({ customerId, status: 'ClosedByAgency', balance: expect.any(Object) as object });
  expect(debt).not.toHaveProperty('transactionId');
  expect(JSON.stringify(debt)).not.toContain('T-erasure-gone');
});
