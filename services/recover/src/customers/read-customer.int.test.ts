import { aCustomer, dana } from '../examples.ts';
import { creditorId, givenCustomer, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
beforeAll(async () => {
  recover = await startRecover();
  ({ customerId, debtId } = await givenCustomer(recover.creditor, dana));
});
afterAll(() => recover.stop());

test('a customer reads as they were placed, with and without a trailing slash', async () => {
  for (const slash of ['', '/']) {
    const { body } = await recover.creditor.get(`/api/v1/customers/${customerId}${slash}`).expect(200);
    expect(body).toMatchObject({
      meta: { id: customerId, isActive: true },
      ...dana,
      debts: [{ ...dana.debts[0], meta: { id: debtId } }],
    });
  }
});

test('an unknown customer is 404 in the words of the family', async () => {
  const { status, body } = await recover.creditor.get('/api/v1/customers/BO-0-NOBODY');

  expect(status).toBe(404);
  expect(body).toEqual({ code: 109, msg: 'CreditorCustomer does not exist.', errorInfo: null });
});

test.each([
  ['an unknown path', 'get', '/api/v1/customers/BO-0-A/letters', 404, undefined],
  ['a wrong method', 'delete', '/api/v1/customers/BO-0-A', 405, 'GET, HEAD, PATCH, PUT'],
  ['a method of customers on payments', 'patch', '/api/v1/customers/payments/', 405, 'GET, HEAD'],
] as const)('%s is answered in the body of the family', async (_what, method, path, status, allow) => {
  const { body, headers } = await recover.creditor[method](path).expect(status);

  expect(body).toEqual({ code: status, msg: expect.any(String) as string, errorInfo: null });
  expect((headers as Record<string, string>)['allow']).toBe(allow);
});

test('what is not JSON, or is broken or too deep, is refused in the body of the family', async () => {
  const send = (text: string, type = 'application/json') =>
    recover.creditor.post('/api/v1/customersBatch').set('Content-Type', type).send(text);

  await send('customers', 'text/plain').expect(415, {
    code: 415,
    msg: 'Content-Type must be application/json.',
    errorInfo: null,
  });
  expect((await send('{"customers": [').expect(400)).body).toMatchObject({ code: 102, errorInfo: null });
  expect((await send('['.repeat(5_000) + ']'.repeat(5_000)).expect(400)).body).toMatchObject({ code: 102 });
});

test('without a credential, a permission or a creditor nothing is done', async () => {
  const path = '/api/v1/customersBatch';
  const reader = await recover.as({ creditorIds: [creditorId], permissions: ['recover.customers:read'] });
  const both = await recover.as({ creditorIds: [creditorId, otherCreditorId] });

  const answers = [
    await recover.creditor
      .post(path)
      .set('Authorization', 'Bearer forged')
      .send({ customers: [dana] }),
    await reader.post(path).send({ customers: [dana] }),
    await both.post(path).send('not even JSON'),
    await both
      .post(path)
      .set('X-TA-CREDITOR', 'CR-1-FOREIGN')
      .send({ customers: [dana] }),
  ];

  expect(answers.map(({ body }) => (body as { code: number }).code)).toEqual([401, 403, 403, 403]);
  expect(answers[2]?.body).toEqual({
    code: 403,
    msg: 'X-TA-CREDITOR is required for accounts with several creditors.',
    errorInfo: null,
  });
});

test('an account of several creditors says which one it means', async () => {
  const both = await recover.as({ creditorIds: [creditorId, otherCreditorId] });
  const read = async (named: string) =>
    (await both.get(`/api/v1/customers/${customerId}`).set('X-TA-CREDITOR', named)).status;

  expect(await read(creditorId)).toBe(200);
  expect(await read(otherCreditorId)).toBe(404);
});

test('services read a customer with their debts, by id and by reference, and only services do', async () => {
  const guard = await recover.asService('compliance-guard');
  const [byId, byReference] = await Promise.all([
    guard.get(`/internal/customers/${customerId}`).query({ creditorId }).expect(200),
    guard.get('/internal/customers').query({ creditorId, reference: 'CUST-1001' }).expect(200),
  ]);

  expect(byId.body).toMatchObject({ customer: { customerId, version: 1 }, debts: [{ debtId, balanceCents: 43_500 }] });
  expect(byReference.body).toEqual(byId.body);
  await guard.get(`/internal/customers/${customerId}`).query({ creditorId: otherCreditorId }).expect(404);
  await guard.get('/internal/customers').query({ creditorId, reference: 'NOBODY' }).expect(404);
  await recover.creditor.get(`/internal/customers/${customerId}`).query({ creditorId }).expect(404);
});

test('ids of another creditor do not exist on any path, and nothing changes', async () => {
  const foreign = `/api/v1/customers/${customerId}`;
  const before = await recover.creditor.get(foreign).expect(200);
  const facts = (await recover.published()).length;
  const own = await givenCustomer(recover.other, aCustomer('OWN', ['OWN']));

  const answers = await Promise.all([
    recover.other.get(foreign),
    recover.other.post(`${foreign}/unsubscribe`).send({ emails: dana.emails }),
    recover.other.get(`${foreign}/debts/`),
    recover.other.post(`${foreign}/debts/`).send(dana.debts[0]),
    recover.other.get(`${foreign}/debts/${debtId}/payments/`),
    recover.other.post(`${foreign}/debts/${debtId}/payments/`).send({}),
    recover.other.get(`/api/v1/customers/${own.customerId}/debts/${debtId}/payments/`),
    recover.other.post(`/api/v1/customers/${own.customerId}/debts/${debtId}/payments/`).send({}),
    recover.other.post('/agency/v1/disputes').send({ debtId, reason: 'Not mine' }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect(answers.map(({ body }) => (body as { code: unknown }).code)).toEqual([
    109,
    109,
    109,
    109,
    109,
    109,
    122,
    122,
    'debt-not-found',
  ]);
  expect((await recover.creditor.get(foreign).expect(200)).body).toEqual(before.body);
  expect(await recover.published()).toHaveLength(facts + 2);
  expect(recover.guard.holds).toEqual([]);
});
