import type { Response } from 'supertest';
import { ContactChangedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { aContact, aCustomer, aPhone } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { codesOf, templateClient, type Body } from '../testing/template-client.ts';

let c: Communicator;
let agent: Awaited<ReturnType<Communicator['service']['as']>>;

beforeAll(async () => {
  const contacts = [aContact(), aPhone(), aContact({ contactId: 'CT-1-SECOND', value: 'second@example.com' })];
  c = await startCommunicator(contacts);
  const words = { subjectLineTemplate: 'Hi', contentTextTemplate: 'First words' };
  await templateClient(() => c).live(c.creditorId, { channel: 'email' }, words);
}, 60_000);
beforeEach(async () => {
  c.guard.reset();
  agent = await c.service.as({ creditorIds: [c.creditorId] });
});
afterAll(() => c.stop());

type Placed = { customerId: string; debtId: string };
const resend = (interactionId: unknown): Promise<Response> =>
  agent.post('/api/communicator/resend').send({ interactionId });
const dataOf = ({ body }: Response): Body => (body as { data: Body }).data;

/** An email that went out. */
async function sent({ customerId, debtId }: Placed, over: object = {}): Promise<unknown> {
  const body = { subject: 'paymentFailed', channel: 'email', personId: customerId, loanId: debtId, ...over };
  const { interactionId } = dataOf(await agent.post('/api/communicator/send').send(body));
  await c.service.settle();
  return interactionId;
}
const afterTenMinutes = () => c.service.moveTo(new Date(c.service.clock.now().getTime() + 10 * 60_000));

test('the same words go out once more to the same contact, as an interaction of their own that names the first', async () => {
  const placed = await c.place();
  const first = await sent(placed);
  const { ask, live } = templateClient(() => c);
  const { templateId } = await live(c.creditorId, { channel: 'email', language: 'es' }, { subjectLineTemplate: 'x' });
  await ask('put', `/templates/${templateId}`, { company: c.creditorId, body: { contentTextTemplate: 'Other words' } });

  const answer = await resend(first);
  await c.service.settle();

  const [again, before] = await c.interactionsOf(placed.customerId);
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({
    status: 202,
    message: 'Accepted',
    data: { interactionId: again?.['id'], previousInteractionId: first },
  });
  expect(again).toMatchObject({
    previousInteractionId: first,
    status: 'succeeded',
    content: before?.['content'],
    contactId: 'CT-1-EMAIL',
    loanId: placed.debtId,
  });
  expect(await c.delivered(placed.customerId)).toHaveLength(2);
});

test('of 64 at once one sends, and another only after ten minutes', async () => {
  const placed = await c.place();
  const first = await sent(placed);

  const answers = await Promise.all(Array.from({ length: 64 }, () => resend(first)));
  await c.service.settle();

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    202,
    ...Array.from({ length: 63 }, () => 429),
  ]);
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  expect(await c.interactionsOf(placed.customerId)).toHaveLength(2);
  expect(await c.delivered(placed.customerId)).toHaveLength(2);

  await afterTenMinutes();
  agent = await c.service.as({ creditorIds: [c.creditorId] });
  expect((await resend(first)).status).toBe(202);
});

test('a refusal is saved and told as for any message, and does not count as sent', async () => {
  const placed = await c.place();
  const first = await sent(placed);
  c.guard.answersAsks = 'refuse';

  const refused = await resend(first);

  expect([refused.status, codesOf(refused)]).toEqual([422, ['blockedByComplianceGuard']]);
  expect((await c.interactionsOf(placed.customerId))[0]).toMatchObject({
    status: 'failed',
    previousInteractionId: first,
  });
  c.guard.answersAsks = 'grant';
  expect((await resend(first)).status).toBe(202);
});

test('where the contact is no good any more, the best one of its kind is taken; without one it is refused', async () => {
  const { customerId, debtId } = await c.place();
  const first = await sent({ customerId, debtId });
  const { _id, ...customer } = aCustomer({ creditorId: c.creditorId });
  const changed = (version: number, ...contacts: ReturnType<typeof aContact>[]) =>
    anEvent(ContactChangedV1, {
      ...customer,
      customerId,
      contacts,
      version,
      recordedBy: { kind: 'service', id: 'test' },
    });

  const second = aContact({ contactId: 'CT-1-SECOND', value: 'second@example.com', status: 'secondary' });
  await c.service.deliver(changed(2, aContact({ valid: false }), second));
  await resend(first);
  await c.service.settle();
  expect((await c.interactionsOf(customerId))[0]).toMatchObject({ contactId: 'CT-1-SECOND', status: 'succeeded' });

  await c.service.deliver(changed(3, aContact({ valid: false }), aPhone()));
  await afterTenMinutes();
  agent = await c.service.as({ creditorIds: [c.creditorId] });
  const none = await resend(first);
  expect([none.status, codesOf(none)]).toEqual([422, ['contactNotFound']]);
});

test('what was not written here, is on its way, or is a code cannot be sent again; another’s does not exist', async () => {
  const placed = await c.place();
  const inbound = await agent.post('/api/communicator/receive').send({
    ...{
      channel: 'email',
      theme: 'inbRequest',
      status: 'succeeded',
      content: { subjectLine: 'Hi', contentText: 'Hello' },
    },
    borrower: { id: placed.customerId },
  });
  const { live } = templateClient(() => c);
  const words = { subjectLineTemplate: 'Code', contentTextTemplate: '123' };
  await live(c.creditorId, { subject: 'oneTimeCode', channel: 'email' }, words);
  const code = await sent(placed, { subject: 'oneTimeCode' });
  c.guard.answersConsumes = 'fail';
  const failed = { subject: 'paymentFailed', channel: 'email', personId: placed.customerId };
  const { interactionId: waiting } = dataOf(await agent.post('/api/communicator/send').send(failed));

  for (const id of [dataOf(inbound)['id'], code, waiting]) {
    const answer = await resend(id);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['notResendable']]);
  }
  c.guard.answersConsumes = 'consume';
  await c.service.settle();
  const stranger = await c.service.as({ creditorIds: ['CR-1-STRANGER'] });
  const theirs = await stranger.post('/api/communicator/resend').send({ interactionId: waiting });
  expect([theirs.status, codesOf(theirs)]).toEqual([404, ['interactionNotFound']]);
  expect((await resend('IN-1-NONE')).status).toBe(404);
  expect((await resend(7)).status).toBe(400);
});
