import type { Contact } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { eventually, type TestService } from '@fairdue/testing';
import { aPhone } from '../../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../../testing/start-communicator.ts';

/** A number per test, each with a contact of its own that the guard knows. */
const phones = Array.from({ length: 16 }, (_, i) =>
  aPhone({ contactId: `CT-1-PHONE${i}`, value: `+1602555${3000 + i}`, receiveTextMessages: false }),
);
let next = 0;
const aNumber = (): Contact & { value: string } => phones[next++] as Contact & { value: string };

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator(phones);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

type Row = { id: string; direction: string; subject: string; status: string; blocking: { reasonCode: string }[] };
const answersTo = async (customerId: string): Promise<Row[]> =>
  ((await c.interactionsOf(customerId)) as Row[]).filter(({ direction }) => direction === 'outbound');
const wordsOf = async (customerId: string): Promise<{ to: string; body: string }[]> => {
  const files = await c.delivered(customerId);
  return Promise.all(files.map(async (file) => JSON.parse((await c.read(file)).toString()) as { to: string; body: string })); // prettier-ignore
};

const receive = async (from: string, body: string, over: object = {}, by: TestService = c.service) =>
  (await by.as({ creditorIds: [c.creditorId] }))
    .post('/api/communicator/receive')
    .send({ channel: 'text', theme: 'inbRequest', status: 'succeeded', content: { from, body }, ...over });
/** 503 while a breaker towards the guard is open. */
const write200 = (from: string, body: string, over: object = {}) => {
  const once = { externalId: newId('event'), ...over };
  return eventually(async () => (await receive(from, body, once)).status === 200);
};
const write = async (from: string, body: string, over: object = {}) => {
  await write200(from, body, over);
  await c.service.settle();
};
const later = (seconds: number) => c.service.moveTo(new Date(c.service.clock.now().getTime() + seconds * 1_000));

const confirmed =
  'Demo Collections LLC: You asked us to stop texting this number. You will get no more texts from us here.';

test('a STOP is confirmed once, to the very number it came from, though no other text may go there', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [aPhone(), phone] });

  await write(phone.value, 'Stop');

  expect(await wordsOf(customerId)).toMatchObject([{ to: phone.value, body: confirmed }]);
  expect(c.guard.holds).toMatchObject([{ wait: 'silence', hold: { contactIds: [phone.contactId] } }]);
  const [answer] = await answersTo(customerId);
  expect(c.guard.asks).toMatchObject([
    { askId: answer?.id, contactId: phone.contactId, subject: 'electronicConsentOptOut', theme: 'opsServicing' },
  ]);
  expect(c.guard.asks[0]).not.toHaveProperty('says');
  expect(c.guard.consumes).toEqual([answer?.id]);
});

test('another STOP of that number within the day is confirmed no second time, and one after it is', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });

  await write(phone.value, 'STOP');
  await write(phone.value, 'Stop!!');
  await later(23 * 3_600);
  await write(phone.value, 'quit');
  expect(await wordsOf(customerId)).toHaveLength(1);
  expect(c.guard.holds).toHaveLength(3);

  await later(3_600);
  await write(phone.value, 'STOP');
  expect(await wordsOf(customerId)).toHaveLength(2);
});

test('before the guard has the hold nothing is said, and then it is said once, whoever asks again', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  const message = { externalId: newId('event') };
  c.guard.answersHolds = 'fail';
  expect((await receive(phone.value, 'STOP', message)).status).toBe(503);
  expect(await answersTo(customerId)).toEqual([]);

  c.guard.answersHolds = 'silent';
  await write(phone.value, 'STOP', message);

  expect(await wordsOf(customerId)).toHaveLength(1);
});

const fiveMinutesOn = () => c.service.clock.moveTo(new Date(c.service.clock.now().getTime() + 5 * 60_000));

test('a STOP whose hold the guard took five minutes later is not confirmed any more', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  c.guard.answersHolds = 'fail';
  await receive(phone.value, 'STOP');

  fiveMinutesOn();
  c.guard.reset();
  await c.service.settle();

  expect(c.guard.holds).toHaveLength(1);
  expect(await answersTo(customerId)).toEqual([]);
});

test('a confirmation for which there was no permit in five minutes does not go out any more', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  c.guard.answersAsks = 'undecided';
  await write200(phone.value, 'STOP');
  await eventually(() => c.guard.asks.length > 0);

  fiveMinutesOn();
  const ended = await eventually(async () => {
    const [answer] = await answersTo(customerId);
    if (answer?.status !== 'failed') throw new Error('It has not ended.');
    return answer;
  });
  c.guard.reset();
  await c.service.settle();

  expect(ended.blocking).toMatchObject([{ reasonCode: 'tooLate' }]);
  expect(await wordsOf(customerId)).toEqual([]);
});

test('a STOP that is told of five minutes after it was written is held and not confirmed', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  const startedAt = new Date(c.service.clock.now().getTime() - 5 * 60_000).toISOString();

  await write(phone.value, 'STOP', { startedAt });

  expect(c.guard.holds).toHaveLength(1);
  expect(await answersTo(customerId)).toEqual([]);
});

test('a confirmation that the guard refuses is not sent, and its interaction says why', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  c.guard.answersAsks = 'refuse';

  await write(phone.value, 'STOP');

  expect(await answersTo(customerId)).toMatchObject([{ status: 'failed', blocking: [{ reasonCode: 'quietHours' }] }]);
  expect(await wordsOf(customerId)).toEqual([]);
});

test('a number that two people share is told once, and one that nobody has is not', async () => {
  const phone = aNumber();
  const people = [await c.place({ contacts: [phone] }), await c.place({ contacts: [phone] })];

  await write(phone.value, 'STOP');
  await write('+16025559999', 'STOP');

  const said = await Promise.all(people.map(({ customerId }) => wordsOf(customerId)));
  expect(said.flat()).toMatchObject([{ to: phone.value, body: confirmed }]);
  expect(c.guard.asks).toHaveLength(1);
});

test('HELP is answered with who we are, how to reach a person and how to stop, as the answer it is', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });

  await write(phone.value, 'help');
  await later(2);
  await write(phone.value, 'HELP');
  await later(2);

  expect(await wordsOf(customerId)).toMatchObject([
    { to: phone.value, body: expect.stringMatching(/^Demo Collections LLC: .*call .+ or write to .+@.+ Reply STOP/) },
  ]);
  expect(c.guard.asks).toMatchObject([{ subject: 'helpAnswer', says: { isResponseToInbound: true } }]);
  expect(c.guard.holds).toEqual([]);
});

test('answers are in Spanish for whoever reads Spanish, or asks in it', async () => {
  const [reads, asks] = [aNumber(), aNumber()];
  const reader = await c.place({ contacts: [reads], customer: { language: 'es' } });
  const asking = await c.place({ contacts: [asks] });

  await write(reads.value, 'STOP');
  await write(asks.value, 'Ayuda');
  await later(2);

  expect(await wordsOf(reader.customerId)).toMatchObject([{ body: expect.stringContaining('No recibirá más textos') }]);
  expect(await wordsOf(asking.customerId)).toMatchObject([{ body: expect.stringContaining('Responda STOP') }]);
});

test('of two processes that are told of one STOP, or of two at once, one answers, also when the other ends in between', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  const other = await c.replica();
  const once = { externalId: newId('event') };

  // As whoever forwards texts does: 503 says to send it again.
  const untilTaken = (...told: Parameters<typeof receive>) =>
    eventually(async () => {
      const answer = await receive(...told);
      return answer.status !== 503 && answer;
    });
  const answers = await Promise.all([
    untilTaken(phone.value, 'STOP', once),
    untilTaken(phone.value, 'STOP', once, other),
    untilTaken(phone.value, 'stop', {}, other),
  ]);
  await other.stop();
  await eventually(async () => (await c.delivered(customerId)).length > 0);
  await c.service.settle();

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await wordsOf(customerId)).toHaveLength(1);
  expect(await answersTo(customerId)).toHaveLength(1);
});

test('a process that ends between a STOP and its confirmation leaves it to the next one, which gives it once', async () => {
  const phone = aNumber();
  const { customerId } = await c.place({ contacts: [phone] });
  c.guard.answersHolds = 'fail';
  const other = await c.replica();
  expect((await receive(phone.value, 'STOP', {}, other)).status).toBe(503);
  await other.stop();
  expect(await answersTo(customerId)).toEqual([]);

  c.guard.answersHolds = 'silent';
  await eventually(async () => (await c.delivered(customerId)).length > 0);
  await c.service.settle();

  expect(await wordsOf(customerId)).toMatchObject([{ to: phone.value }]);
  expect(c.guard.consumes).toHaveLength(1);
});
