import type { Touch } from '../touches/touch.ts';
import { timerKind } from '@fairdue/timers';
import type { Campaign } from './campaign.ts';

export type DeadlineTimer = { creditorId: string };

/** When a campaign is over by itself. Its id is the campaign's. */
export const campaignDeadline = timerKind<DeadlineTimer>('campaign-deadline', { time: 'business' });

const dayMs = 86_400_000;

/** Seven days after the last slot; or a fortnight for somebody to give the schedule that was not understood. */
export function deadlineOf(campaign: Campaign, touches: readonly Touch[]): Date {
  const meant = touches.filter(({ outcomeReason }) => outcomeReason !== 'cadence_changed');
  const last = meant.map(({ plannedAt }) => plannedAt.getTime()).sort((a, b) => b - a)[0];
  return new Date(last === undefined ? campaign.createdAt.getTime() + 14 * dayMs : last + 7 * dayMs);
}
