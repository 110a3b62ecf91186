import { EventEmitter } from 'node:events';
import type { Consumer, ConsumerRunConfig, Kafka } from 'kafkajs';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { SupervisedSubscription } from './supervised-subscription.ts';

/** Consumers of kafkajs as far as a session uses them: they join at once and then do what the test says. */
function scriptedKafka() {
  const consumers: (EventEmitter & { run: ConsumerRunConfig; calls: string[] })[] = [];
  const changed = new EventEmitter();
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
          changed.emit('joined', consumers.length);
        },
        disconnect: async () => void events.calls.push('disconnected'),
      } as unknown as Consumer;
    },
  } as unknown as Kafka;
  const joined = (number: number): Promise<void> =>
    new Promise((resolve) => {
      if (consumers.length >= number) resolve();
      else changed.on('joined', (count) => count === number && resolve());
    });
  return { kafka, consumers, joined };
}

function subscribed(handle: () => Promise<void> = () => Promise.resolve()) {
  const scripted = scriptedKafka();
  const metrics = createMetrics('test');
  const subscription = new SupervisedSubscription({
    kafka: scripted.kafka,
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

test('a batch whose group was joined anew meanwhile is not committed', async () => {
  const commits: unknown[] = [];
  let finish = (): void => undefined;
  let begun = (): void => undefined;
  const inHand = new Promise<void>((resolve) => (begun = resolve));
  const { subscription, consumers, joined } = subscribed(() => new Promise((resolve) => ((finish = resolve), begun())));
  await joined(1);
  const payload = {
    batch: { topic: 'p.a', partition: 0, messages: [{ key: null, value: Buffer.from('v'), offset: '4' }] },
    heartbeat: () => Promise.resolve(),
    commitOffsetsIfNecessary: async (offsets: unknown) => void commits.push(offsets),
    resolveOffset: () => undefined,
  };

  const working = consumers[0]?.run.eachBatch?.(payload as never);
  await inHand;
  consumers[0]?.emit('join', { payload: { memberAssignment: { 'p.a': [0] } } });
  finish();
  await working;

  expect(commits).toEqual([]);
  await subscription.stop();
});

test('stopping leaves the group only after the handler has returned', async () => {
  let finish = (): void => undefined;
  let begun = (): void => undefined;
  const inHand = new Promise<void>((resolve) => (begun = resolve));
  const { subscription, consumers, joined } = subscribed(() => new Promise((resolve) => ((finish = resolve), begun())));
  await joined(1);
  const calls = consumers[0]?.calls ?? [];
  const payload = {
    batch: { topic: 'p.a', partition: 0, messages: [{ key: null, value: Buffer.from('v'), offset: '4' }] },
    heartbeat: () => Promise.resolve(),
    commitOffsetsIfNecessary: async () => void calls.push('committed'),
    resolveOffset: () => undefined,
  };

  const working = consumers[0]?.run.eachBatch?.(payload as never);
  await inHand;
  const stopping = subscription.stop();
  finish();
  await Promise.all([working, stopping]);

  expect(calls).toEqual(['committed', 'disconnected']);
});
