import { newId } from '@fairdue/ids';
import { scheduleAnew, withSchedule } from './plan-anew.ts';
import { happened, withCampaign, type Actor, type Situation } from './situation.ts';
import { reconcile } from './stop-campaign.ts';

/**
 * Somebody said whose the document is: what was asked for at the start is planned now, from today on. A campaign that has
 * ended is the person's as well, so that an opt-out of it is held, however late it comes.
 */
export function givePerson(situation: Situation, actor: Actor, now: Date): Situation {
  const { campaign, document } = situation;
  if (campaign.customerId !== null || document.customerId === null) return situation;
  const given = withCampaign(situation, { customerId: document.customerId }, now);
  if (campaign.state === 'ended') return given;
  const planned = { cadence: campaign.cadence, ...scheduleAnew(given, campaign.cadence, now) };
  const told = happened(given, { kind: 'person-named', by: { actor } });
  return reconcile(
    withSchedule(told, planned, () => newId('touch', now.getTime()), now),
    now,
  );
}
