import { eventually } from '@fairdue/testing';
import { signWebhook } from '@fairdue/http';
import type { CommunicatorDeps } from '../config.ts';
import { aContact, aPhone } from '../customers/customer.builders.ts';
import { sendRates, reservePlaces } from './send-rates.store.ts';
import { aProvider, type AProvider } from '../testing/a-provider.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';

let c: Communicator;
let first: AProvider;
let second: AProvider;

const config = ({ url }: AProvider, name: string, more: object = {}) => ({
  name, channel: 'text', url: `${url}/messages`, lookUpUrl: `${url}/messages/{{key}}`, secrets: [`a secret of ${name}`], ...more,
}); // prettier-ignore

beforeAll(async () => {
  [first, second] = await Promise.all([aProvider(), aProvider()]);
  const providers = [
    config(first, 'primary'),
    config(second, 'other'),
    config(second, 'calls', { channel: 'voice', perSecond: 50, perNumberPerSecond: 2 }),
  ];
  c = await startCommunicator([aContact(), aPhone()], {
    PROVIDERS: JSON.stringify(providers),
    PROVIDER_REST_MS: '60000',
    SETTLE_WITHIN_MS: '1000',
  });
}, 60_000);
beforeEach(async () => {
  first.reset();
  second.reset();
  c.guard.reset();
  await c.script('ada@example.com', 'accept');
});
afterAll(async () => {
  await c.stop();
  await Promise.all([first.goDown(), second.goDown()]);
});

const texted = async () => {
  const placed = await c.place();
  await c.touch(placed, { channel: 'text' });
  const [interaction] = await c.interactionsOf(placed.customerId);
  return { ...placed, interaction, key: `${c.creditorId}.${String(interaction?.['id'])}` };
};
const stateOf = async (customerId: string) => (await c.interactionsOf(customerId))[0];
const inFiveMinutes = () => c.service.moveTo(new Date(c.service.clock.now().getTime() + 5 * 60_000));
const keysOf = ({ posted }: AProvider) => posted.map(({ key }) => key);

test('what a provider puts off goes by the other one, once, on a permit of its own', async () => {
  first.manner = 'busy';

  const { interaction, key } = await texted();

  expect(interaction).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect([keysOf(first), keysOf(second)]).toEqual([[key], [key]]);
  expect(c.guard.consumes).toHaveLength(2);
  expect(c.guard.reports.map(({ outcome }) => outcome)).toEqual(['not-started', 'answered']);
});

test('what nobody knows the end of is never given to another provider, and settled first', async () => {
  first.manner = 'fail';
  const { customerId, key } = await texted();
  expect(await stateOf(customerId)).toMatchObject({ status: 'scheduled', handOver: 'waiting' });
  expect([keysOf(first), first.asked, keysOf(second)]).toEqual([[key], 1, []]);

  first.manner = 'accept';
  await inFiveMinutes();

  expect(await stateOf(customerId)).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect([keysOf(first), keysOf(second)]).toEqual([[key, key], []]);
});

test('what the first provider has taken without a word is found there, and nothing is sent again', async () => {
  first.manner = 'fail-having-taken';

  const { interaction, key } = await texted();

  expect(interaction).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect([keysOf(first), keysOf(second), c.guard.consumes.length]).toEqual([[key], [], 1]);
});

test('what the first provider refuses for good has failed, and no other is asked', async () => {
  first.manner = 'refuse';

  const { interaction } = await texted();

  expect(interaction).toMatchObject({ status: 'failed', statusDetails: 'invalidContact', handOver: 'refused' });
  expect(second.posted).toEqual([]);
});

test('a provider that does not answer what became of a message is asked until its time is over; then it counts as made', async () => {
  Object.assign(first, { manner: 'fail', lookUps: 'fail' });

  const { interaction } = await texted();

  expect(interaction).toMatchObject({ status: 'attempted', handOver: 'accepted' });
  expect(first.asked).toBeGreaterThan(1);
  expect([first.posted.length, second.posted.length]).toEqual([1, 0]);
});

test('a provider that takes everything and brings nothing is believed, and nothing is sent twice', async () => {
  first.manner = 'lie';
  const { customerId, key } = await texted();

  await inFiveMinutes();

  expect(await stateOf(customerId)).toMatchObject({ status: 'attempted', statusDetails: null });
  expect([keysOf(first), keysOf(second)]).toEqual([[key], []]);
});

test('when every provider is down the message waits for its next try, and is sent once one is back', async () => {
  await Promise.all([first.goDown(), second.goDown()]);
  const { customerId, key } = await texted();
  expect(await stateOf(customerId)).toMatchObject({ status: 'scheduled', handOver: 'waiting' });
  expect(c.guard.consumes).toEqual([]);

  await Promise.all([first.comeBack(), second.comeBack()]);
  await inFiveMinutes();

  expect(await stateOf(customerId)).toMatchObject({ status: 'attempted' });
  expect([...keysOf(first), ...keysOf(second)]).toEqual([key]);
});

test('of one number no message goes before its place in the rate of its provider, and none is lost or counts as failed', async () => {
  const placed = [];
  for (let i = 0; i < 5; i++) placed.push(await c.place());
  await Promise.all(placed.map((each) => c.touch(each, { channel: 'voice' })));
  await eventually(() => second.posted.length === 5);

  const rate = await sendRates(c.service.db).findOne({ _id: 'calls +18885550134' }).lean();
  const lastPlace = (rate?.freeAtMs ?? Infinity) - 500;
  expect(Math.max(...second.posted.map(({ at }) => at))).toBeGreaterThan(lastPlace - 1_000);
  expect(new Set(keysOf(second)).size).toBe(5);
  expect(c.guard.asks).toHaveLength(5); // no permit waits while its message does
});

test('places in a rate are given out once, to however many replicas that ask at the same instant', async () => {
  const { db } = c.service.running.deps as CommunicatorDeps;
  const now = new Date('2026-12-01T15:00:00Z');

  const places = (
    await Promise.all(Array.from({ length: 16 }, () => reservePlaces(db, 'a bucket', 5, 10, now)))
  ).flat();

  expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, i) => now.getTime() + i * 100));
  expect(await sendRates(db).findOne({ _id: 'a bucket' }).lean()).toMatchObject({ freeAtMs: now.getTime() + 8_000 });
});

const changesOf = async (customerId: string) =>
  (await c.service.published('communicator.interaction-status-changed.v1')).filter(
    ({ subject }) => subject === customerId,
  );

test.each([
  ['delay', { status: 'succeeded', statusDetails: 'emailDelivered' }, 1],
  ['call-back-early', { status: 'succeeded', statusDetails: 'emailDelivered' }, 1],
  ['call-back-twice', { status: 'succeeded', statusDetails: 'emailDelivered' }, 1],
  ['call-back-46-times', { status: 'succeeded', statusDetails: 'emailDelivered' }, 1],
  ['call-back-out-of-order', { status: 'succeeded', statusDetails: 'emailOpened' }, 2],
  ['call-back-otherwise', { status: 'failed', statusDetails: 'emailBounced' }, 2],
  ['lie', { status: 'attempted', statusDetails: 'emailSent' }, 0],
] as const)(
  'of a provider that does this: %s, one story is told, and one message leaves',
  async (behaviour, told, most) => {
    await c.script('ada@example.com', behaviour);
    const placed = await c.place();

    await c.touch(placed);

    expect(await stateOf(placed.customerId)).toMatchObject({ ...told, handOver: 'accepted' });
    expect((await changesOf(placed.customerId)).length).toBeLessThanOrEqual(most);
    expect(await c.delivered(placed.customerId)).toHaveLength(behaviour === 'lie' ? 0 : 1);
    expect(c.guard.consumes).toHaveLength(1);
  },
);

test('two replicas hand each message over once, and take a callback that comes to both of them once', async () => {
  const replica = await c.replica();
  const placed = [];
  for (let i = 0; i < 6; i++) placed.push(await c.place());
  await Promise.all(placed.map((each) => c.touch(each, { channel: 'text' })));
  await c.service.settle();
  const keys = [...keysOf(first), ...keysOf(second)];
  expect([keys.length, new Set(keys).size, c.guard.consumes.length]).toEqual([6, 6, 6]);

  const [key = ''] = keysOf(first);
  const body = JSON.stringify({ key, type: 'message.delivered' });
  const headers = { ...signWebhook('a secret of primary', 'msg_both', new Date(), Buffer.from(body)) };
  const answers = await Promise.all(
    [c.service, replica].flatMap((each) =>
      Array.from({ length: 4 }, async () => {
        const agent = await each.as({ creditorIds: [] });
        return agent.post('/callbacks/primary').set(headers).type('application/json').send(body);
      }),
    ),
  );

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const told = async () =>
    (await c.service.published('communicator.interaction-status-changed.v1')).filter(({ data }) =>
      key.endsWith((data as { interactionId: string }).interactionId),
    );
  await eventually(async () => (await told()).length > 0); // whichever replica took it tells of it
  await c.service.settle();
  expect(await told()).toHaveLength(1);
  await replica.stop();
});

test('while a provider is down the other one takes over, and after some failures it is not even tried', async () => {
  await first.goDown();
  await eventually(async () => {
    c.guard.reset();
    const { interaction } = await texted();
    expect(interaction).toMatchObject({ status: 'attempted', handOver: 'accepted' });
    return c.guard.asks.length === 1; // straight to the other one: nothing was released and asked for anew
  }, 60_000);
  await first.comeBack();
}, 60_000);
