import { secondsSince } from '@fairdue/clock';
import type { Connection } from '@fairdue/store';
import type { Metrics } from '@fairdue/telemetry';
import { countAllWaiting } from './dead-letters.store.ts';
import { freshnessByTopic, type Reads } from './freshness.ts';
import { countParkedKeys, oldestEarlySince } from './inbox.store.ts';

export type ConsumerMetrics = ReturnType<typeof consumerMetrics>;

/**
 * What an operator has to see of consumers. Parked keys and facts that wait long are alarms: somebody has to look. What is
 * read from the store is the same at every replica, so of it the largest is taken, never the sum.
 */
export function consumerMetrics(metrics: Metrics, db: Connection, group: string, reads: Reads) {
  const listensSince = new Date();
  metrics.gauge(
    'fairdue_consumer_parked_keys',
    'Keys behind a dead letter. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(await countParkedKeys(db)),
  );
  metrics.gauge(
    'fairdue_dead_letters_waiting',
    'Dead letters that nobody has redriven or given up. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(await countAllWaiting(db)),
  );
  metrics.gauge(
    'fairdue_consumer_not_yet_oldest_seconds',
    'Age of the oldest gap in a key. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(secondsSince(await oldestEarlySince(db), new Date()) ?? 0),
  );
  metrics.gauge(
    'fairdue_consumer_staleness_seconds',
    'How long ago the last tick was heard on the stalest partition of a topic; ticks come every 10 s. From the store: take max by (service, topic).',
    ['topic'],
    async (gauge) => {
      for (const [topic, time] of await freshnessByTopic(db, group, reads, listensSince))
        gauge.set({ topic }, secondsSince(time, new Date()) ?? 0);
    },
  );
  return {
    handled: metrics.counter('fairdue_consumer_handled_total', 'Facts applied or passed over.', ['topic']),
    repeats: metrics.counter('fairdue_consumer_repeats_total', 'Facts that came again.', ['topic']),
    deadLetters: metrics.counter('fairdue_consumer_dead_letters_total', 'Messages buried.', ['topic', 'cause']),
  };
}
