import { EventEmitter, once } from 'node:events';
import type { Consumer, ConsumerRunConfig, EachBatchPayload, Kafka } from 'kafkajs';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { SupervisedSubscription } from './supervised-subscription.ts';

/** Consumers of kafkajs as far as a session uses them: they join at once and then do what the test says. */
function scriptedKafka() {
  const consumers: (EventEmitter & { run: ConsumerRunConfig; calls: string[] })[] = [];
  const changed = new EventEmitter();
  let joins = 0;
  const kafka = {
    consumer: () => {
      const events = Object.assign(new EventEmitter(), { run: {} as ConsumerRunConfig, calls: [] as string[] });
      consumers.push(events);
      return {
        events: { CRASH: 'crash', GROUP_JOIN: 'join' },
        on: (name: string, listener: (event: unknown) => void) => events.on(name, listener),
        connect: () => Promise.resolve(),
        subscribe: () => Promise.resolve(),
        pause: () => undefined,
        resume: () => undefined,
        run: async (config: ConsumerRunConfig) => {
          events.run = config;
          events.emit('join', { payload: { memberAssignment: { 'p.a': [0] } } });
          joins++;
          changed.emit('joined');
        },
        disconnect: async () => void events.calls.push('disconnected'),
      } as unknown as Consumer;
    },
  } as unknown as Kafka;
  const joined = async (number: number): Promise<void> => {
    while (joins < number) await once(changed, 'joined');
  };
  return { kafka, consumers, joined };
}

function subscribed(handle: () => Promise<void> = () => Promise.resolve()) {
  const scripted = scriptedKafka();
  const metrics = createMetrics('test');
  const subscription = new SupervisedSubscription({
    newClient: () => ({ kafka: scripted.kafka, sever: () => undefined }),
    groupId: 'p.readers',
    topics: ['p.a'],
    ownName: (topic) => topic.slice(2),
    handle,
    batchMax: 10,
    partitionsAtOnce: 1,
    backoff: { firstMs: 1, mostMs: 2 },
    sessionTimeoutMs: 6_000,
    stalledAfterMs: 25,
    joinWithinMs: 1_000,
    progress: () => Promise.resolve([{ topic: 'p.a', partition: 0, committed: 1n, lag: 0 }]),
    log: createLog('test', 'silent'),
    metrics,
  });
  return { subscription, metrics, ...scripted };
}

test('a consumer that crashed is left and replaced, and counted', async () => {
  const { subscription, consumers, joined, metrics } = subscribed();
  await joined(1);

  consumers[0]?.emit('crash', { payload: { error: new Error('no coordinator'), restart: false } });
  await joined(2);

  expect(consumers[0]?.calls).toEqual(['disconnected']);
  expect(subscription.assignment()).toEqual({ a: [0] });
  expect(await metrics.registry.metrics()).toMatch(
    /fairdue_bus_consumers_replaced_total\{group="p.readers",cause="crashed",service="test"\} 1/,
  );
  await subscription.stop();
});

/** A batch in the hand of a handler that returns when told. */
async function givenBatchInHand() {
  const begun = new EventEmitter();
  const inHand = once(begun, 'begun');
  let finish = (): void => undefined;
  const given = subscribed(() => new Promise((resolve) => ((finish = resolve), void begun.emit('begun'))));
  await given.joined(1);
  const [consumer] = given.consumers;
  const working = consumer?.run.eachBatch?.({
    batch: { topic: 'p.a', partition: 0, messages: [{ key: null, value: Buffer.from('v'), offset: '4' }] },
    heartbeat: () => Promise.resolve(),
    commitOffsetsIfNecessary: async () => void consumer.calls.push('committed'),
    resolveOffset: () => undefined,
  } as unknown as EachBatchPayload);
  await inHand;
  return { ...given, consumer, working, finish: () => finish() };
}

test('a batch whose group was joined anew meanwhile is not committed', async () => {
  const { subscription, consumer, working, finish } = await givenBatchInHand();

  consumer?.emit('join', { payload: { memberAssignment: { 'p.a': [0] } } });
  finish();
  await working;

  expect(consumer?.calls).toEqual([]);
  await subscription.stop();
});

test('stopping leaves the group only after the handler has returned and its batch is committed', async () => {
  const { subscription, consumer, working, finish } = await givenBatchInHand();

  const stopping = subscription.stop();
  finish();
  await Promise.all([working, stopping]);

  expect(consumer?.calls).toEqual(['committed', 'disconnected']);
});
