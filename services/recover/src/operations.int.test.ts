import { aDeadLetter, sendExample, undescribed, type Fixtures } from '@fairdue/testing';
import { aDebt, dana } from './examples.ts';
import { recoverOperations } from './operations.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from './start-recover.ts';

let recover: Recover;
beforeAll(async () => {
  recover = await startRecover({ now: '2026-01-05T12:00:00Z' });
});
beforeEach(async () => {
  recover.creditor = await recover.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => recover.stop());

type Ids = { customerId: string; debtId: string };

let placements = 0;
async function placed() {
  const unique = `EXAMPLE-${++placements}`;
  const own = { ...dana, reference: unique, debts: [aDebt(unique)] };
  return givenCustomer(recover.creditor, own);
}

/** Sends another operation's example first: what then stands is what the description shows. */
async function sent(operationId: string, ids: Ids, body: object = {}) {
  const operation = recoverOperations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`There is no operation ${operationId}.`);
  const { method, path, example } = operation;
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: keyof Ids) => ids[name]);
  const answer = await recover.creditor[method](target).send({ ...(example.body as object), ...body });
  expect(answer.status).toBe(example.status);
  return answer.body as Record<'paymentId' | 'planId', string>;
}

const debtAfter = (operationId?: string) => async () => {
  const { customerId, debtId } = await placed();
  const params = { customerId, debtId };
  if (operationId) await sent(operationId, params);
  return { params };
};

/** What an agency's operation makes of a debt that its body names. */
const madeBy = (operationId: string) => async () => {
  const { customerId, debtId } = await placed();
  const { paymentId, planId } = await sent(operationId, { customerId, debtId }, { debtId });
  return { params: { customerId, debtId, ...(paymentId && { paymentId }), ...(planId && { planId }) } };
};

/** What a fixture made, once its history is written. */
const withHistory = (name: string, noun: string) => async () => {
  const { params } = (await fixtures[name]?.()) ?? {};
  await recover.settle();
  return { params: { id: params?.[noun] ?? '' } };
};

const fixtures: Fixtures = {
  'a dead letter': async () => ({ params: { id: await aDeadLetter(recover.db) } }),
  'a placed debt': debtAfter(),
  'a paused debt': debtAfter('pauseCollections'),
  'a retracted debt': debtAfter('retractDebt'),
  'a payment': debtAfter('recordPayment'),
  'a debt with an attorney': debtAfter('addAttorney'),
  'a debt with a consolidator': debtAfter('addConsolidator'),
  'a customer whose debts are closed': madeBy('closeDebt'),
  'an erasure that somebody else asked for': async () => {
    const { params } = await madeBy('closeDebt')();
    const colleague = await recover.as({ creditorIds: [creditorId], accountId: 'AC-TEST-9' });
    const path = `/agency/v1/customers/${params.customerId}/erasure`;
    await colleague.post(path).send({ reason: 'Asked for in a letter.', beforeRetentionEnds: true }).expect(202);
    return { params };
  },
  'a debt of the body': async () => ({ body: { debtId: (await placed()).debtId } }),
  'a taken payment': madeBy('takePayment'),
  'a started plan': madeBy('startPlan'),
  'a disputed debt': madeBy('openDispute'),
  'a customer with a history': withHistory('a placed debt', 'customerId'),
  'a debt with a history': withHistory('a placed debt', 'debtId'),
  'a payment with a history': withHistory('a taken payment', 'paymentId'),
  'a payment plan with a history': withHistory('a started plan', 'planId'),
  'a contact with a history': async () => {
    const { customerId, contactIds } = await placed();
    await recover.settle();
    return { params: { id: contactIds.emails }, query: { customerId } };
  },
  'a phone of the body': async () => {
    const { customerId, contactIds } = await placed();
    return { params: { contactId: contactIds.phones }, body: { customerId } };
  },
};

test('every route is described, and every description has its route', () => {
  expect(undescribed(recover.running.families, recoverOperations)).toEqual([]);
});

test.each(recoverOperations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is answered as described',
  async (_id, operation) => {
    await expect(sendExample(recover.creditor, operation, fixtures)).resolves.toBeUndefined();
  },
);
