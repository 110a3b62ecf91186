import { InteractionStatusChangedV1 } from '@fairdue/contracts';
import { transaction } from '@fairdue/store';
import { anEvent } from '@fairdue/testing';
import { anAsk, anInteraction, theUseOf } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import type { AskAnswer, ConsumptionAnswer } from './ask.ts';

/** Two replicas on one database. The second one's business clock is two hours ahead of the first's. */
let slow: Guard;
let fast: Guard;
beforeAll(async () => {
  slow = await startGuard({ now: '2026-12-01T15:00:00Z', config: { SILENCE_AFTER_MS: '300' } });
  fast = await startGuard({ now: '2026-12-01T17:00:00Z', config: { SILENCE_AFTER_MS: '300' }, beside: slow });
});
afterAll(async () => {
  await fast.stop();
  await slow.stop();
});

const isGranted = (answer: AskAnswer | undefined): answer is Extract<AskAnswer, { granted: true }> =>
  answer !== undefined && 'granted' in answer && answer.granted;

test('two replicas grant a cap’s last slot once, though their clocks are two hours apart', async () => {
  const { customerId } = await slow.givenCustomer();
  const calls = Array.from({ length: 6 }, () => anEvent(InteractionStatusChangedV1, anInteraction(customerId)));
  await slow.deliver(...calls);

  const answers = await Promise.all(
    Array.from({ length: 64 }, async (_, i) => (await (i % 2 === 0 ? slow : fast).ask(anAsk(customerId)))[0]),
  );

  expect(answers.filter(isGranted)).toHaveLength(1);
});

test('a contact that one replica dates into the other’s future counts there, too', async () => {
  const { customerId } = await slow.givenCustomer();
  for (let i = 0; i < 7; i++) {
    const ask = anAsk(customerId);
    const [permit] = await fast.ask(ask);
    if (isGranted(permit)) await fast.consume(theUseOf(ask, permit.permitId));
  }

  expect(await slow.ask(anAsk(customerId))).toMatchObject([
    { granted: false, blocking: [{ ruleId: 'reg-f-calls-7-in-7', evidence: { count: 7 } }] },
  ]);
});

test('a permit granted by one replica is used once, whichever of them is asked', async () => {
  const { customerId } = await slow.givenCustomer();
  const ask = anAsk(customerId);
  const [permit] = await slow.ask(ask);
  if (!isGranted(permit)) throw new Error('The test needs a permit.');
  const use = theUseOf(ask, permit.permitId);

  const uses = await Promise.all([slow, fast, slow, fast].map((replica) => replica.consume(use)));

  expect(uses.flat().filter(({ consumed }: ConsumptionAnswer) => consumed)).toHaveLength(1);
});

test('how long a permit lives is real time, whichever replica’s business clock it was granted under', async () => {
  for (const replica of [slow, fast]) {
    const { customerId } = await slow.givenCustomer();
    const askedAt = Date.now();
    const [permit] = await replica.ask(anAsk(customerId));
    const livesMs = isGranted(permit) ? Date.parse(permit.expiresAt) - askedAt : 0;
    expect(livesMs).toBeGreaterThanOrEqual(900_000); // a call’s
    expect(livesMs).toBeLessThan(930_000);
  }
});

test.each([
  ['ahead', () => ({ held: slow, used: fast })],
  ['behind', () => ({ held: fast, used: slow })],
])(
  'a hold waits for hand-overs that a replica whose clock is %s let through, by its own monotonic clock',
  async (_, replicas) => {
    const { held, used } = replicas();
    const { customerId } = await slow.givenCustomer();
    const ask = anAsk(customerId);
    const [permit] = await used.ask(ask);
    if (!isGranted(permit)) throw new Error('The test needs a permit.');
    await used.consume(theUseOf(ask, permit.permitId));
    const start = performance.now();

    await held.hold(customerId);
    const waitedMs = performance.now() - start;
    const [late] = await used.ask(anAsk(customerId));

    expect(waitedMs).toBeGreaterThanOrEqual(299);
    expect(late).toMatchObject({ granted: false, blocking: [{ ruleId: 'reg-f-medium-opt-out' }] });
  },
);

test('whatever the store delays, no use of a permit slips in between an opt-out and its silence', async () => {
  const { customerId } = await slow.givenCustomer();
  const ask = anAsk(customerId);
  const [permit] = await fast.ask(ask);
  if (!isGranted(permit)) throw new Error('The test needs a permit.');
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let isLocked = (): void => undefined;
  const locked = new Promise<void>((resolve) => (isLocked = resolve));
  const obstacle = transaction(slow.db, async ({ db, session }) => {
    const touch = { $inc: { version: 1 } }; // an update that changes nothing would lock nothing
    await db
      .collection<{ _id: string; version: number }>('customers')
      .updateOne({ _id: customerId }, touch, { session });
    isLocked();
    await gate;
  });
  await locked;
  const outcome = Promise.all([
    fast.consume(theUseOf(ask, permit.permitId)),
    slow.hold(customerId).then(() => performance.now()),
  ]);

  await new Promise((resolve) => setTimeout(resolve, 250));
  const releasedAt = performance.now();
  release();
  await obstacle;
  const [[use], heldAt] = await outcome;

  expect(use?.consumed === false || heldAt - releasedAt >= 299).toBe(true);
  expect(await fast.ask(anAsk(customerId))).toMatchObject([{ granted: false }]);
});
