import type { Tx } from '@fairdue/store';
import type { TimerKind, TimerRow } from './timer-kind.ts';

/**
 * What became of one row of a job: done, with an effect stored in the same transaction that removes the row; or to be
 * tried again at a real time. The cause is kept with the row and must hold no personal data.
 */
export type JobOutcome = { id: string; done: (tx: Tx) => Promise<void> } | { id: string; retryAt: Date; cause: string };

export type Work = {
  readonly kind: TimerKind<unknown>;
  readonly batchMax: number;
  readonly type: 'timer' | 'job';
  readonly apply?: (tx: Tx, rows: TimerRow<unknown>[]) => Promise<void>;
  readonly run?: (rows: TimerRow<unknown>[], context: { signal: AbortSignal }) => Promise<JobOutcome[]>;
};

/** Work whose whole effect is in the service's own database. The rows go in the same transaction, so it happens once. */
export const timer = <Data>(
  kind: TimerKind<Data>,
  apply: (tx: Tx, rows: TimerRow<Data>[]) => Promise<void>,
  { batchMax = 200 } = {},
): Work => ({ kind, batchMax, type: 'timer', apply: apply as NonNullable<Work['apply']> });

/** Work that asks somebody else. It may run again after a crash: whoever is asked must be safe to ask twice. */
export const job = <Data>(
  kind: TimerKind<Data>,
  run: (rows: TimerRow<Data>[], context: { signal: AbortSignal }) => Promise<JobOutcome[]>,
  { batchMax = 200 } = {},
): Work => ({ kind, batchMax, type: 'job', run: run as NonNullable<Work['run']> });
