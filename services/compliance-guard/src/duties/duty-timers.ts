import { timerKind } from '@fairdue/timers';

/** A customer’s duties are to be looked at anew, at once. */
export const dutyLook = timerKind<{ creditorId: string }>('duty-look', { time: 'real' });

/** A duty will soon be late. */
export const dutyAlarm = timerKind<{ creditorId: string }>('duty-alarm', { time: 'business' });
