import { withCampaign, type Situation } from './situation.ts';
import { reconcile } from './stop-campaign.ts';

/**
 * News about a person or a debt: a pause that only a refusal told of is over until it is refused again, and everything
 * else is looked at anew.
 */
export function lookAnew(situation: Situation, now: Date): Situation {
  const { campaign } = situation;
  return reconcile(campaign.pausedByGuard ? withCampaign(situation, { pausedByGuard: null }, now) : situation, now);
}
