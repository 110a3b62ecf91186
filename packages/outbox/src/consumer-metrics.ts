import type { Connection } from '@fairdue/store';
import type { Metrics } from '@fairdue/telemetry';
import { countParkedKeys, oldestEarlySince } from './inbox.store.ts';

export type ConsumerMetrics = ReturnType<typeof consumerMetrics>;

/** What an operator has to see of consumers. Parked keys and facts that wait long are alarms: somebody has to look. */
export function consumerMetrics(metrics: Metrics, db: Connection) {
  metrics.gauge('fairdue_consumer_parked_keys', 'Keys behind a dead letter.', [], async (gauge) =>
    gauge.set(await countParkedKeys(db)),
  );
  metrics.gauge('fairdue_consumer_not_yet_oldest_seconds', 'Age of the oldest gap in a key.', [], async (gauge) => {
    const since = await oldestEarlySince(db);
    gauge.set(since ? Math.max(0, Date.now() - since.getTime()) / 1_000 : 0);
  });
  return {
    handled: metrics.counter('fairdue_consumer_handled_total', 'Facts applied or passed over.', ['topic']),
    repeats: metrics.counter('fairdue_consumer_repeats_total', 'Facts that came again.', ['topic']),
    deadLetters: metrics.counter('fairdue_consumer_dead_letters_total', 'Messages buried.', ['topic', 'cause']),
  };
}
