import { InteractionStatusChangedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { aDeadLetter, anEvent, sendExample, undescribed, type Fixtures } from '@fairdue/testing';
import { DecisionAnswer } from './decisions/decision.wire.ts';
import { addressId, anAsk, anInteraction, creditorId, debtId, phoneId } from './examples.ts';
import { sealed } from './evidence/read-evidence.ts';
import { operations } from './operations.ts';
import { proposed } from './rules/versions/changes-of-rules.ts';
import { startGuard, type Guard } from './start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const question = { channel: 'voice', theme: 'opsCollDebt', contactId: phoneId, loanId: debtId };

async function versionOfAnother() {
  const colleague = await guard.as({ creditorIds: [creditorId], accountId: 'AC-TEST-3' });
  const ruleId = 'reg-f-calls-after-conversation';
  const version = await proposed(colleague, { ruleId, creditorId, change: { enforcement: 'warn' } });
  return { ruleId, version: `${version}` };
}

async function aProposal() {
  const { ruleId, version } = await versionOfAnother();
  return { proposals: [{ ruleId, version: Number(version) }] };
}

const fixtures: Fixtures = {
  'a person': async () => {
    const { customerId } = await guard.givenCustomer();
    return { params: { personId: customerId }, body: question };
  },
  'a known person': async () => ({ params: { personId: (await guard.givenCustomer()).customerId } }),
  'a customer who was written to': async () => {
    const { customerId } = await guard.givenCustomer();
    const letter = anInteraction(customerId, { channel: 'mail', contactId: addressId });
    await guard.deliver(anEvent(InteractionStatusChangedV1, letter));
    return {};
  },
  'a decision': async () => {
    const { customerId } = await guard.givenCustomer();
    const { body } = await guard.creditor.post(`/api/people/${customerId}/can-interact`).send(question).expect(200);
    return { params: { decisionId: (body as { data: { decisionId: string } }).data.decisionId } };
  },
  'a customer who was decided about': async () => {
    const { customerId } = await guard.givenCustomer();
    await guard.hold(customerId);
    await guard.ask(anAsk(customerId));
    return { query: { customerId } };
  },
  'a customer to hold': async () => ({ body: { customerId: (await guard.givenCustomer()).customerId } }),
  'a held customer': async () => {
    const { customerId } = await guard.givenCustomer();
    await guard.hold(customerId);
    return { query: { customerId } };
  },
  'a person of the body': async () => ({ body: { personId: (await guard.givenCustomer()).customerId } }),
  'a person with a fact': async () => {
    const { customerId: personId } = await guard.givenCustomer();
    await guard.creditor.put(`/agency/v1/people/${personId}/facts/employerProhibits`).send({ value: true }).expect(200);
    return { params: { personId } };
  },
  'a hold': async () => {
    const { customerId } = await guard.givenCustomer();
    const { holdId } = await guard.hold(customerId);
    return { params: { holdId }, body: { customerId } };
  },
  'sealed evidence': async () => {
    await guard.givenCustomer();
    await sealed(guard.db);
    return {};
  },
  'a customer with sealed evidence': async () => {
    const { customerId } = await guard.givenCustomer();
    await sealed(guard.db);
    return { params: { customerId } };
  },
  'a creditor': () => Promise.resolve({ body: { creditorId } }),
  'a version that somebody else proposed': async () => ({ params: await versionOfAnother() }),
  'a proposed version': async () => ({
    headers: { 'Idempotency-Key': newId('event') },
    body: { creditorId, ...(await aProposal()), from: '2026-11-01T00:00:00Z' },
  }),
  'a back-test': async () => {
    const body = { creditorId, ...(await aProposal()), from: '2026-11-01T00:00:00Z' };
    const started = await guard.creditor.post('/agency/v1/rules/back-tests').send(body).expect(202);
    return { params: { backTestId: (started.body as { backTestId: string }).backTestId } };
  },
  'a hold that somebody else wants off': async () => {
    const { customerId } = await guard.givenCustomer();
    const { holdId } = await guard.hold(customerId, { reason: 'cease' });
    const colleague = await guard.as({ creditorIds: [creditorId], accountId: 'AC-TEST-3' });
    const body = { customerId, reason: 'asked for in writing' };
    await colleague.post(`/agency/v1/holds/${holdId}/lift`).send(body).expect(202);
    return { params: { holdId }, body: { customerId } };
  },
  'an import': async () => {
    const { body } = await guard.creditor.post('/agency/v1/imports').send({ kind: 'consents' }).expect(201);
    return { params: { importId: (body as { importId: string }).importId } };
  },
  'a dead letter': async () => ({ params: { id: await aDeadLetter(guard.db) } }),
};

test('every route is described, and nothing is described that is no route', () => {
  expect(undescribed(guard.running.families, operations)).toEqual([]);
});

test.each(operations.map((operation) => [operation.id, operation] as const))(
  'the example of %s is answered as described',
  async (_id, operation) => {
    await expect(sendExample(guard.creditor, operation, fixtures)).resolves.toBeUndefined();
  },
);

test('the decision of a permit reads as described, with every rule that was asked', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.hold(customerId);

  const [answer] = await guard.ask(anAsk(customerId));
  const decisionId = answer && 'decisionId' in answer ? answer.decisionId : 'none';
  const { body } = await guard.creditor.get(`/api/compliance-guard/decisions/${decisionId}`).expect(200);

  expect(DecisionAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({ data: { kind: 'permit', result: false, evaluated: expect.any(Array) as unknown } });
});

test('what is refused about a contact stands in the answer as described', async () => {
  const { customerId } = await guard.givenCustomer();
  await guard.hold(customerId);

  const { body } = await guard.creditor.post(`/api/people/${customerId}/can-interact`).send(question).expect(200);

  const { decisionId } = (body as { data: { decisionId: string } }).data;
  const read = await guard.creditor.get(`/api/compliance-guard/decisions/${decisionId}`).expect(200);
  expect(DecisionAnswer.parse(read.body)).toEqual(read.body);
  expect(read.body).toMatchObject({ data: { result: false, blocking: [{ ruleId: expect.any(String) as string }] } });
});

test('a customer’s decisions are listed page by page, the latest first, each obstacle with its citation', async () => {
  const { customerId } = await guard.givenCustomer();
  const ask = anAsk(customerId);
  await guard.creditor.post(`/api/people/${customerId}/can-interact`).send(question).expect(200);
  await guard.hold(customerId, { reason: 'cease' });
  await guard.ask(ask);

  const list = (more = '') =>
    guard.creditor.get(`/agency/v1/decisions?customerId=${customerId}&limit=1${more}`).expect(200);
  const first = (await list()).body as { items: object[]; next: string };
  const second = (await list(`&after=${first.next}`)).body as { items: object[]; next: null };

  expect(first.items).toMatchObject([
    { kind: 'permit', allowed: false, interactionId: ask.askId, channel: ask.channel, contactId: ask.contactId },
  ]);
  expect(first.items[0]).toMatchObject({
    blocking: [{ ruleId: expect.any(String) as string, citations: expect.any(Array) as [] }],
  });
  expect(second.items).toMatchObject([
    { kind: 'can-interact', channel: 'voice', contactId: phoneId, interactionId: null },
  ]);
  expect(second.next).toBeNull();
});

test('decisions about a stranger’s customer are not there', async () => {
  const { customerId } = await guard.givenCustomer();
  const stranger = await guard.as({ creditorIds: ['CR-1-B'] });

  await stranger.get(`/agency/v1/decisions?customerId=${customerId}`).expect(404);
});
