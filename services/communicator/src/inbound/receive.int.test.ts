import { CustomerPlacedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent, eventually } from '@fairdue/testing';
import { aContact, aCustomer, aPhone } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { receiveOperations } from './receive.operations.ts';

let c: Communicator;

beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
  await c.place(); // from here on the creditor is known
}, 60_000);
/** What is answered by text is not at stake here. */
function resetGuard(): void {
  c.guard.reset();
  c.guard.answersAsks = 'refuse';
}
beforeEach(async () => {
  resetGuard();
  await c.service.settle(); // what the test before left to jobs is done
  resetGuard();
});
afterAll(() => c.stop());

let numbers = 1_000_000;
const aNumber = (): string => `+1602${++numbers}`;

function placement(value: string, contactType: 'phone' | 'email' = 'phone') {
  const customerId = newId('customer');
  const contactId = newId('contact');
  const { _id, ...customer } = aCustomer({
    creditorId: c.creditorId,
    contacts: [aPhone({ contactId, contactType, value })],
  });
  const recordedBy = { kind: 'service', id: 'test' } as const;
  return { customerId, contactId, event: anEvent(CustomerPlacedV1, { ...customer, customerId, recordedBy }) };
}

async function givenCustomer(value: string): Promise<{ customerId: string; contactId: string }> {
  const { event, ...customer } = placement(value);
  await c.service.deliver(event);
  return customer;
}

const text = (from: string, body: string, over: object = {}) => ({
  channel: 'text', theme: 'inbRequest', status: 'succeeded', content: { from, to: '+18885550134', body }, ...over,
}); // prettier-ignore
type Caller = { permissions?: string[]; creditorIds?: string[] };
const receive = async (message: object, caller: Caller = {}, headers: Record<string, string> = {}) =>
  (await c.service.as({ creditorIds: [c.creditorId], ...caller }))
    .post('/api/communicator/receive')
    .set(headers)
    .send(message);
/** A breaker that opened while the guard was away lets the next ones wait for it. */
const heard = (ask: () => ReturnType<typeof receive>) =>
  eventually(async () => {
    const answer = await ask();
    if (answer.status !== 200) throw new Error(`It was answered ${answer.status}.`);
    return answer;
  });
const facts = async (customerId: string) =>
  (await c.service.published('communicator.message-received.v1')).filter(({ subject }) => subject === customerId);

test('STOP is answered 200 only after the guard is silent, with the hold of that number', async () => {
  const from = aNumber();
  const { customerId, contactId } = await givenCustomer(from);

  const { status, body } = await receive(text(from, 'Stop.'));

  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 200,
    message: 'OK',
    data: { personId: customerId, contactId, channel: 'text', direction: 'inbound' },
  });
  expect(c.guard.holds).toMatchObject([
    {
      customerId,
      wait: 'silence',
      hold: {
        channels: ['text'],
        contactIds: [contactId],
        source: { service: 'communicator', key: `stop:${body.data.id}` },
      },
    },
  ]);
  expect(await facts(customerId)).toMatchObject([{ data: { understoodAs: 'stop', interactionId: body.data.id } }]);
});

test.each(['fail', 'not-silent'] as const)(
  'a guard that does not fall silent (%s) is 503; the repeat asks again and answers as the first',
  async (how) => {
    const from = aNumber();
    const { customerId } = await givenCustomer(from);
    const message = text(from, 'STOP', { externalId: newId('event') });
    c.guard.answersHolds = how;

    const refused = await receive(message);
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBeDefined();
    expect(refused.body).toMatchObject({ status: 503, errors: [expect.anything()] });

    c.guard.answersHolds = 'silent';
    const repeated = await heard(() => receive(message));
    const again = await receive(message);
    expect(again.body).toEqual(repeated.body);
    expect(new Set(c.guard.holds.map(({ hold }) => hold.source.key))).toEqual(
      new Set([`stop:${repeated.body.data.id}`]),
    );
    expect(await facts(customerId)).toHaveLength(1);
  },
);

test('a STOP without an id of its sender that was answered 503 is one message when its request is repeated', async () => {
  const from = aNumber();
  const { customerId } = await givenCustomer(from);
  const key = { 'Idempotency-Key': newId('event') };
  c.guard.answersHolds = 'fail';
  expect((await receive(text(from, 'STOP'), {}, key)).status).toBe(503);

  c.guard.answersHolds = 'silent';
  const repeated = await heard(() => receive(text(from, 'STOP'), {}, key));

  expect(new Set(c.guard.holds.map(({ hold }) => hold.source.key))).toEqual(new Set([`stop:${repeated.body.data.id}`]));
  expect(await facts(customerId)).toHaveLength(1);
});

test('two requests with one external id at once are one message', async () => {
  const from = aNumber();
  const { customerId } = await givenCustomer(from);
  const message = text(from, 'please call me', { externalId: newId('event') });

  const answers = await Promise.all([receive(message), receive(message), receive(message)]);

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
  expect(await facts(customerId)).toHaveLength(1);
});

test('STOP from a shared number holds everyone who has it', async () => {
  const from = aNumber();
  const first = await givenCustomer(from);
  const second = await givenCustomer(from);

  expect((await receive(text(from, 'unsubscribe'))).status).toBe(200);

  expect(c.guard.holds.map(({ customerId }) => customerId).sort()).toEqual(
    [first.customerId, second.customerId].sort(),
  );
});

test('STOP from a number nobody has is stored, and holds whoever is placed with it later, once', async () => {
  const from = aNumber();
  const { status, body } = await receive(text(from, 'STOP'));
  expect(status).toBe(200);
  expect(body.data.personId).toBeNull();
  expect(c.guard.holds).toEqual([]);

  const later = await givenCustomer(from);
  await c.service.settle();

  expect(c.guard.holds).toMatchObject(
    [{ ...later, hold: { contactIds: [later.contactId] }, contactId: undefined }].map(({ customerId, hold }) => ({
      customerId,
      hold,
    })),
  );
});

test('an email answered with STOP, as it asks for, holds emails to that address, also of whoever is placed later', async () => {
  const from = `Ada.${newId('event')}@Example.com`;
  const reply = { ...text(from, 'STOP\n\n> Dear Ada,\n> we wrote to you'), channel: 'email' };
  const known = placement(from.toLowerCase(), 'email');
  await c.service.deliver(known.event);

  expect((await receive(reply)).status).toBe(200);
  const later = placement(from.toLowerCase(), 'email');
  await c.service.deliver(later.event);
  await c.service.settle();

  expect(c.guard.holds).toMatchObject(
    [known, later].map(({ customerId, contactId }) => ({
      customerId,
      hold: { channels: ['email'], contactIds: [contactId] },
    })),
  );
  expect(await facts(known.customerId)).toMatchObject([{ data: { channel: 'email', understoodAs: 'stop' } }]);
});

test('STOP of a number that many share holds every one of them', async () => {
  const from = aNumber();
  const placements = Array.from({ length: 60 }, () => placement(from));
  await c.service.deliver(...placements.map(({ event }) => event));

  expect((await receive(text(from, 'STOP'))).status).toBe(200);
  await c.service.settle();

  expect(c.guard.holds.map(({ customerId }) => customerId).sort()).toEqual(
    placements.map(({ customerId }) => customerId).sort(),
  );
});

test('a sender nobody knows is described as an answer', async () => {
  const described = receiveOperations.flatMap(({ refusals }) => refusals);

  expect(described).toContain((await receive(text(aNumber(), 'hello'))).status);
});

test('any other message needs exactly one sender', async () => {
  const shared = aNumber();
  await givenCustomer(shared);
  await givenCustomer(shared);

  expect((await receive(text(aNumber(), 'hello'))).body).toMatchObject({
    status: 404,
    errors: [{ code: 'personNotResolved' }],
  });
  expect((await receive(text(shared, 'hello'))).body).toMatchObject({
    status: 400,
    errors: [{ code: 'personAmbiguous' }],
  });
});

test('a detail that does not fit its status is refused as the wire says', async () => {
  const { contactId } = await givenCustomer(aNumber());
  const { status, body } = await receive({
    channel: 'voice',
    direction: 'outbound',
    theme: 'opsCollDebt',
    status: 'succeeded',
    statusDetails: 'voiceNumberDisconnected',
    contactId,
  });

  expect(status).toBe(400);
  expect(body).toEqual({
    status: 400,
    message: 'Status and detail do not fit',
    errors: [
      { code: 'incompatibleDetail', field: 'statusDetails', detail: 'voiceNumberDisconnected requires status=failed' },
    ],
  });
});

test.each([
  ['a channel there is not', { channel: 'sms' }, 'invalidEnum', 'channel'],
  ['no channel', { channel: undefined }, 'requiredField', 'channel'],
  ['an inbound theme outbound', { direction: 'outbound' }, 'invalidField', 'theme'],
  ['an operator for a reference', { contactId: { $gt: '' } }, 'invalidField', 'contactId'],
  ['a status that is a search word', { status: 'null' }, 'invalidEnum', 'status'],
])('%s is 400 in the envelope, with the code of the fault and its field', async (_name, over, code, field) => {
  const { status, body } = await receive(text(aNumber(), 'STOP', over));

  expect(status).toBe(400);
  expect(body).toMatchObject({ status: 400, errors: [expect.objectContaining({ code, field })] });
});

test('without the permission nothing is received, and another creditor’s people do not exist', async () => {
  const from = aNumber();
  const { customerId, contactId } = await givenCustomer(from);

  expect((await receive(text(from, 'STOP'), { permissions: ['communicator.message:send'] })).status).toBe(403);
  expect((await receive(text(from, 'hello', { contactId }), { creditorIds: [newId('creditor')] })).status).toBe(404);
  expect(await c.interactionsOf(customerId)).toEqual([]);
});
