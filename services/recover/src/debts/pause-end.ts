import { timerKind } from '@fairdue/timers';

/** When a pause runs out by itself. Its id is the debt's, so that a new pause moves it. */
export const pauseEnd = timerKind<{ creditorId: string }>('pause-end', { time: 'business' });
