import type { Tx } from '@fairdue/store';
import { schedule, timerKind } from '@fairdue/timers';

/**
 * To be asked for and sent, when its time (or the time of its next try) has come. `placeMs`: the real instant that is reserved
 * for it in the rate of its provider.
 */
export const dispatchJob = timerKind<{ creditorId: string; placeMs?: number }>('dispatch', { time: 'business' });

/** When the dialer that has the task of a call may ask no more. A timer, as the platform is at rest while a task waits. */
export const taskEnds = timerKind<{ creditorId: string }>('task-ends', { time: 'real' });

/** `outcome`: a permit was consumed and nothing started, or it is only given back. */
export type Recall = { creditorId: string; permitId: string | null; outcome: 'not-started' | 'released' };
/** A task whose call is not to be made any more: its dialer and the guard are to be told. */
export const recallJob = timerKind<Recall>('recall-task', { time: 'real' });

/** A hand-over nobody knows the end of: the provider is to be asked. */
export const settleJob = timerKind<{ creditorId: string }>('settle-hand-over', { time: 'real' });

/** Of calls it is known what became of them: nobody is asked, and nothing waits for that any more. */
export const lookNow = (
  tx: Tx,
  calls: readonly { _id: string; creditorId: string; traceparent?: string }[],
): Promise<void> =>
  schedule(
    tx,
    settleJob,
    calls.map(({ _id, creditorId, traceparent }) => ({
      id: _id,
      key: _id,
      dueAt: new Date(),
      data: { creditorId },
      traceparent,
    })),
  );
