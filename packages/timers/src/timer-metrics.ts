import type { Clock } from '@fairdue/clock';
import type { Connection } from '@fairdue/store';
import type { Metrics } from '@fairdue/telemetry';
import { allShards, countFaulty, failingSince, firstRow } from './timer.store.ts';
import type { Work } from './work.ts';

const seconds = (now: Date, since: Date | null | undefined): number =>
  since ? Math.max(0, now.getTime() - since.getTime()) / 1_000 : 0;

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
        gauge.set({ kind: kind.name }, seconds(now, (await firstRow(db, kind.name, allShards))?.dueAt));
      }
    },
  );
  metrics.gauge(
    'fairdue_timers_failing_oldest_seconds',
    'For how long the row has failed that has failed for longest. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(seconds(new Date(), await failingSince(db))),
  );
  metrics.gauge(
    'fairdue_timers_faulty',
    'Rows that stand aside, each after failing alone for a quarter of an hour. From the store: take max by (service).',
    [],
    async (gauge) => gauge.set(await countFaulty(db)),
  );
}
