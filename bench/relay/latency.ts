import { setTimeout as wait } from 'node:timers/promises';
import { enqueueAll, outboxCollections, startRelay } from '@fairdue/outbox';
import { newId } from '@fairdue/ids';
import { transaction, type Connection } from '@fairdue/store';
import { createMetrics } from '@fairdue/telemetry';
import { dropDatabase, kafka, log, newDatabase, newTopic } from '../engines.ts';
import { inTurns, median, of, print, quantile, verdict } from '../rounds.ts';
import { startChangeStreamRelay } from './change-stream-relay.ts';
import { registered, topic } from './facts.ts';

const perSecond = 100;
const seconds = { warm: 1, measured: 10 };

type Arrivals = ReadonlyMap<string, number>;

/** From the commit's answer to the arrival at a consumer, in milliseconds, at a steady pace. */
async function latencies(db: Connection, arrivals: Arrivals): Promise<number[]> {
  const committed = new Map<string, number>();
  const begin = performance.now();
  const commits = Array.from({ length: perSecond * (seconds.warm + seconds.measured) }, async (_, n) => {
    await wait(begin + (n * 1_000) / perSecond - performance.now());
    const customerId = newId('customer');
    await transaction(db, (tx) => enqueueAll(tx, [registered(customerId)]));
    if (n >= perSecond * seconds.warm) committed.set(customerId, performance.now());
  });
  await Promise.all(commits);
  while ([...committed.keys()].some((key) => !arrivals.has(key))) await wait(20);
  return [...committed].map(([key, at]) => (arrivals.get(key) ?? NaN) - at);
}

/** A plain consumer, the same for both: when it was handed each key. */
async function readArrivals(topics: string[]) {
  const arrivals = new Map<string, number>();
  const consumer = kafka.consumer({ groupId: `reader-${topics[0]}`, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const now = performance.now();
      for (const { key } of batch.messages) arrivals.set(String(key), now);
    },
  });
  await joined;
  return { arrivals, stop: () => consumer.disconnect() };
}

export async function measureLatency(): Promise<void> {
  const [ourDb, theirDb] = [await newDatabase(outboxCollections), await newDatabase(outboxCollections)];
  const [ours, theirs] = [await newTopic(topic), await newTopic(topic)];
  const { arrivals, stop } = await readArrivals([ours.name, theirs.name]);
  const p99 = new Map<string, number[]>([
    ['relay', []],
    ['change stream + produce', []],
  ]);
  const measured = (name: string, values: number[]): number => {
    p99.get(name)?.push(quantile(values, 0.99));
    return median(values);
  };

  const p50 = await inTurns([
    {
      name: 'relay',
      async run() {
        const relay = await startRelay({
          db: ourDb,
          bus: ours.bus,
          service: 'campaign',
          log,
          metrics: createMetrics('bench'),
        });
        const values = await latencies(ourDb, arrivals);
        await relay.stop();
        return measured('relay', values);
      },
    },
    {
      name: 'change stream + produce',
      async run() {
        const relay = await startChangeStreamRelay(theirDb, theirs.name);
        const values = await latencies(theirDb, arrivals);
        await relay.stop();
        return measured('change stream + produce', values);
      },
    },
  ]);
  for (const values of p99.values()) values.shift(); // the warm round

  print(`commit to visible at ${perSecond}/s, median of ${perSecond * seconds.measured} facts a round`, 'ms', p50);
  const [our50, their50] = [median(of(p50, 'relay')), median(of(p50, 'change stream + produce'))];
  verdict(`relay − change stream: ${(our50 - their50).toFixed(2)} ms`, our50 - their50 <= 2, 'at most 2 ms');
  print('the same, 99th percentile', 'ms', p99);
  const our99 = median(of(p99, 'relay'));
  verdict(`relay: ${our99.toFixed(2)} ms`, our99 <= 25, 'at most 25 ms');

  await stop();
  for (const { bus } of [ours, theirs]) await bus.close();
  for (const db of [ourDb, theirDb]) await dropDatabase(db);
}
