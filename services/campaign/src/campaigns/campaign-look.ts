import { timerKind } from '@fairdue/timers';

export type LookTimer = { creditorId: string };

/** When time alone changes how a campaign stands. Its id is the campaign's. */
export const campaignLook = timerKind<LookTimer>('campaign-look', { time: 'business' });
