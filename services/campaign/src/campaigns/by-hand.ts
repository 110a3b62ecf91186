import { Refused } from '@fairdue/refused';
import { standing } from './standing.ts';
import { happened, withCampaign, type ByHand, type Situation } from './situation.ts';
import { endCampaign, pause, reconcile, resume } from './stop-campaign.ts';

export function requireLive({ campaign }: Situation): void {
  if (campaign.state === 'ended') throw new Refused('conflict', 'campaign-ended', 'Campaign has ended.');
}

/** Somebody wants it to rest. Where graver things hold it already those are still shown, and it rests when they are over. */
export function pauseByHand(before: Situation, by: ByHand, now: Date): Situation {
  requireLive(before);
  const situation = reconcile(before, now);
  if (situation.campaign.state === 'ended' || situation.campaign.pausedByHand) return situation;
  const held = withCampaign(situation, { pausedByHand: true }, now);
  return held.campaign.state === 'paused'
    ? happened(held, { kind: 'campaign-paused', reason: 'manual', by })
    : pause(held, 'manual', now, by);
}

/** Goes on where it stood, unless something else holds it: that is refused, and the wish is not kept for later. */
export function resumeByHand(before: Situation, by: ByHand, now: Date): Situation {
  requireLive(before);
  const situation = reconcile(before, now);
  if (situation.campaign.state !== 'paused') return situation;
  const freed = withCampaign(situation, { pausedByHand: false }, now);
  const { pause: hold } = standing(freed, now);
  if (hold) throw onHold(hold);
  return resume(freed, now, by);
}

/** An end for good. One that has ended already is as the caller wanted it. */
export const cancelByHand = (situation: Situation, by: ByHand, now: Date): Situation =>
  endCampaign(situation, 'cancelled', now, by);

/** The code is the hold itself: `debt_paused:customer-request` is `debt_paused`. */
const onHold = (hold: string): Refused =>
  new Refused('conflict', hold.split(':')[0] ?? hold, 'Campaign is on hold.', [{ path: 'pauseReason', problem: hold }]);
