import { secondsSince, type Clock } from '@fairdue/clock';
import type { Connection } from '@fairdue/store';
import type { Metrics } from '@fairdue/telemetry';
import { allShards, countFaulty, failingSince, firstRow } from './timer.store.ts';
import type { Work } from './work.ts';

export const doneAndRetried = (metrics: Metrics) => ({
  done: metrics.counter('fairdue_timers_done_total', 'Timers and jobs done, with their effect.', ['kind']),
  retried: metrics.counter('fairdue_timers_retried_total', 'Timers and jobs put back after a failure.', ['kind']),
});

/** All of it is read from the store, by its indexes, when somebody looks; every replica says the same. */
export function timerMetrics(metrics: Metrics, db: Connection, clock: Clock, work: readonly Work[]): void {
  doneAndRetried(metrics);
  metrics.gauge(
    'fairdue_timers_oldest_due_seconds',
    'How long ago the first row of a kind fell due that is not done; business kinds by the business clock. From the store: take max by (service, kind).',
    ['kind'],
    async (gauge) => {
      for (const { kind } of work) {
        const now = kind.time === 'business' ? clock.now() : new Date();
        gauge.set({ kind: kind.name }, secondsSince((await firstRow(db, kind.name, allShards))?.dueAt, now) ?? 0);
      }
    },
  );
  metrics.gauge(
    'fairdue_timers_failing_oldest_seconds',
    'For how long the row has failed that has failed for longest. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(secondsSince(await failingSince(db), new Date()) ?? 0),
  );
  metrics.gauge(
    'fairdue_timers_faulty',
    'Rows that stand aside, each after failing alone for a quarter of an hour. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(await countFaulty(db)),
  );
}
