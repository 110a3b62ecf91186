import { Refused } from '@fairdue/refused';
import { isOpen } from '../touches/touch.ts';
import { requireLive } from './by-hand.ts';
import { scheduleAnew, withSchedule } from './plan-anew.ts';
import { happened, withCampaign, type ByHand, type Situation } from './situation.ts';
import { reconcile, withdraw } from './stop-campaign.ts';

type Replacing = { by: ByHand; newTouchId: () => string };

/**
 * A person gives the campaign another phrase. What is unsent is taken back and planned anew, with today as day 1, beside
 * the contacts that have been made: a change of dates is no way around the ceilings. Here somebody asks for concrete
 * dates, so a phrase that gives none is refused.
 */
export function changeCadence(before: Situation, cadence: string, { by, newTouchId }: Replacing, now: Date): Situation {
  requireLive(before);
  const situation = reconcile(before, now);
  requireLive(situation);
  const { schedule, warnings } = scheduleAnew(situation, cadence, now);
  if (!schedule) throw notUnderstood(warnings);
  const from = situation.campaign.cadence;
  const withdrawn = withdraw(situation, isOpen, 'cancelled', 'cadence_changed');
  const told = happened(withdrawn, { kind: 'cadence-changed', from, by });
  if (situation.campaign.customerId !== null)
    return withSchedule(told, { cadence, schedule: { ...schedule, source: 'operator' }, warnings }, newTouchId, now);
  const ofTone = situation.campaign.warnings.filter((warning) => warning.startsWith('tone_'));
  return withCampaign(told, { cadence, warnings: [...warnings, 'no_person', ...ofTone] }, now);
}

function notUnderstood(warnings: readonly string[]): Refused {
  const problem = warnings.includes('cadence_not_understood') ? 'is no cadence' : 'leaves no date';
  return new Refused('rule', 'cadence-not-understood', 'Cadence not understood.', [{ path: 'cadence', problem }]);
}
