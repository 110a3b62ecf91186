import { timerKind } from '@fairdue/timers';

export type TouchTimer = { creditorId: string; campaignId: string };

/** A touch's time, on the business clock. Its id is the touch's. */
export const touchDue = timerKind<TouchTimer>('touch-due', { time: 'business' });
