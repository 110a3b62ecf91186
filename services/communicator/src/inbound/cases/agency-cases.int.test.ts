import { CustomerPlacedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent } from '@fairdue/testing';
import { aContact, aCustomer, aPhone } from '../../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../../testing/start-communicator.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

type Case = { caseId: string; customerId: string; wishes: string[]; state: string };
const agency = (permissions = ['*'], creditorIds = [c.creditorId]) => c.service.as({ creditorIds, permissions });

async function givenCustomer(): Promise<string> {
  const customerId = newId('customer');
  const recordedBy = { kind: 'service', id: 'test' } as const;
  const { _id, ...customer } = aCustomer({ creditorId: c.creditorId, contacts: [] });
  await c.service.deliver(anEvent(CustomerPlacedV1, { ...customer, customerId, recordedBy }));
  return customerId;
}
async function write(customerId: string, content: object, over: object = {}) {
  const message = { channel: 'email', theme: 'inbRequest', status: 'succeeded', borrower: { id: customerId }, content };
  return (await agency()).post('/api/communicator/receive').send({ ...message, ...over });
}
async function proposed(text: string): Promise<Case> {
  const customerId = await givenCustomer();
  const { body, status } = await write(customerId, { contentText: text });
  expect(status).toBe(200);
  await c.service.settle();
  const id = String((body as { data: { id: string } }).data.id);
  return (await (await agency()).get(`/agency/v1/cases/${id}`).expect(200)).body as Case;
}
const decide = async (caseId: string, body: object) => (await agency()).post(`/agency/v1/cases/${caseId}/decide`).send(body); // prettier-ignore
const keysOf = (holds: readonly { hold: { source: { key: string } } }[]) => [...new Set(holds.map(({ hold }) => hold.source.key))]; // prettier-ignore

test('a wish in free words holds collection before it is answered, and waits for a person', async () => {
  const { caseId, customerId, ...rest } = await proposed('Hello,\nI have hired an attorney. Stop calling me!');

  expect(rest).toMatchObject({ wishes: ['stop-contact', 'attorney'], state: 'proposed', decideBy: expect.stringMatching(/^2026-12-03T16:/) }); // prettier-ignore
  expect(c.guard.holds[0]).toMatchObject({
    customerId,
    wait: 'silence',
    hold: { reason: 'do-not-interact', themes: 'collection', channels: [], contactIds: [], endsAt: null },
  });
  expect(keysOf(c.guard.holds)).toEqual([`wish:${caseId}`]);
});

test('while the guard is away the answer is 503; the wish is stored, and held as soon as the guard is there', async () => {
  const customerId = await givenCustomer();
  c.guard.answersHolds = 'fail';
  const externalId = newId('event');
  const send = () => write(customerId, { contentText: 'I dispute this debt' }, { externalId });

  expect((await send()).status).toBe(503);
  expect((await c.interactionsOf(customerId)).length).toBe(1);
  c.guard.answersHolds = 'silent';
  await c.service.settle();

  expect(keysOf(c.guard.holds)).toHaveLength(1);
  expect((await send()).status).toBe(200);
  expect(keysOf(c.guard.holds)).toHaveLength(1);
  expect((await c.interactionsOf(customerId)).length).toBe(1);
});

test('confirmed, each wish is held for good before the proposal is lifted; decided again it answers as the first', async () => {
  const { caseId } = await proposed('I filed chapter 7. My lawyer is handling this');
  c.guard.reset();
  const decision = { decision: 'confirm', reason: 'Names the court.' };

  const first = await decide(caseId, decision);
  const again = await decide(caseId, decision);

  expect([first.status, again.body]).toEqual([200, first.body]);
  expect(first.body).toMatchObject({ state: 'confirmed', reason: 'Names the court.', decidedBy: { kind: 'account' } });
  expect(keysOf(c.guard.holds)).toEqual([`wish:${caseId} attorney`, `wish:${caseId} bankruptcy`]);
  expect(c.guard.holds.slice(0, 2).map(({ hold }) => hold.reason)).toEqual(['attorney', 'bankruptcy']);
  expect(c.guard.lifts[0]).toMatchObject({ source: { service: 'communicator', key: `wish:${caseId}`, version: 2 } });
  expect((await decide(caseId, { decision: 'reject', reason: 'no' })).status).toBe(409);
});

test('rejected, the hold is lifted and nothing else is held', async () => {
  const { caseId } = await proposed('my husband died');
  c.guard.reset();

  expect((await decide(caseId, { decision: 'reject', reason: 'A pet.' })).body).toMatchObject({ state: 'rejected' });

  expect(c.guard.holds).toEqual([]);
  expect(c.guard.lifts[0]).toMatchObject({ source: { key: `wish:${caseId}`, version: 2 } });
});

test('a decision that the guard has not heard is 503, and carried out all the same', async () => {
  const { caseId } = await proposed('Someone stole my identity');
  c.guard.reset();
  c.guard.answersHolds = 'fail';

  expect((await decide(caseId, { decision: 'confirm', reason: 'Police report.' })).status).toBe(503);
  c.guard.answersHolds = 'silent';
  await c.service.settle();

  expect(c.guard.holds.map(({ hold }) => hold.reason)).toContain('fraud');
  expect(c.guard.lifts.length).toBeGreaterThan(0);
});

test('the queue has those that nobody has decided, the first to be decided first, in pages', async () => {
  const one = await proposed('I dispute this debt');
  const two = await proposed('Leave me alone!');
  const agent = await agency();
  const ids: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const { body } = await agent.get('/agency/v1/cases').query({ limit: 1, after }).expect(200);
    const page = body as { items: Case[]; next: string | null };
    ids.push(...page.items.map(({ caseId }) => caseId));
    after = page.next ?? undefined;
    more = page.next !== null;
  }

  expect(ids.slice(-2)).toEqual([one.caseId, two.caseId]);
});

test('what one’s own words do not say, what was quoted, and what we wrote ourselves opens no case', async () => {
  const customerId = await givenCustomer();
  const said = [
    await write(customerId, { contentText: 'I will stop by the office.\n> I have an attorney' }),
    await write(customerId, { subjectLine: 'Re: You may dispute this debt', contentText: 'Thanks' }),
    await write(customerId, { body: 'I dispute this debt' }, { channel: 'text', direction: 'outbound', theme: 'opsServicing' }), // prettier-ignore
    await write(customerId, { messages: [{ author: 'agent', body: 'Have you filed for bankruptcy?' }] }, { channel: 'chat' }), // prettier-ignore
  ];

  expect(said.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(c.guard.holds).toEqual([]);
});

test('without the permission nothing is seen or decided, and another creditor’s cases do not exist', async () => {
  const { caseId } = await proposed('I dispute this debt');
  const [nobody, other] = [await agency(['agency.interactions:read']), await agency(['*'], [newId('creditor')])];

  await nobody.get('/agency/v1/cases').expect(403);
  await nobody.post(`/agency/v1/cases/${caseId}/decide`).send({ decision: 'reject', reason: 'x' }).expect(403);
  await other.get(`/agency/v1/cases/${caseId}`).expect(404);
  await other.post(`/agency/v1/cases/${caseId}/decide`).send({ decision: 'reject', reason: 'x' }).expect(404);
  expect(((await other.get('/agency/v1/cases').expect(200)).body as { items: Case[] }).items).toEqual([]);
});
