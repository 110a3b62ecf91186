import { timerKind } from '@fairdue/timers';

/** A customer’s duties are to be looked at anew, at once. */
export const dutyLook = timerKind<{ creditorId: string }>('duty-look', { time: 'real' });

/** A customer’s duties are to be looked at anew when a fact or a rule begins or ends that is known already. */
export const dutyLookAgain = timerKind<{ creditorId: string }>('duty-look-again', { time: 'business' });

/** The customers of a creditor, from after one of them, and the version of a rule because of which they are looked at. */
export type Swept = { creditorId: string; because: string; after: string };

/** Every customer of a creditor is to be looked at: a version of a rule has taken effect. */
export const dutySweep = timerKind<Swept>('duty-sweep', { time: 'business' });

/** A duty will soon be late. */
export const dutyAlarm = timerKind<{ creditorId: string }>('duty-alarm', { time: 'business' });
