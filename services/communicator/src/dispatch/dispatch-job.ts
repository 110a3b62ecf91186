import { timerKind } from '@fairdue/timers';

/**
 * To be asked for and sent, when its time (or the time of its next try) has come. `placeMs`: the real instant that is reserved
 * for it in the rate of its provider.
 */
export const dispatchJob = timerKind<{ creditorId: string; placeMs?: number }>('dispatch', { time: 'business' });

/** A hand-over nobody knows the end of: the provider is to be asked. */
export const settleJob = timerKind<{ creditorId: string }>('settle-hand-over', { time: 'real' });
