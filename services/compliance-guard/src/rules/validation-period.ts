import { addDays } from '../places/local-time.ts';
import { landmarkAt } from './landmark.ts';
import { dateOf, recordedFact, type Look } from './look.ts';
import { isBusinessDay } from './business-days.ts';

export type ValidationPeriod = { assumedReceivedOn: string; endsOn: string; dayAfter: string };

/**
 * When the time to dispute ends: 30 days after receipt, which is assumed on the fifth day after sending that is no
 * Saturday, Sunday or federal holiday (12 CFR 1006.34(b)(5), comments -1, -2).
 */
export function validationPeriod(sentOn: string): ValidationPeriod {
  let assumedReceivedOn = sentOn;
  for (let counted = 0; counted < 5;) {
    assumedReceivedOn = addDays(assumedReceivedOn, 1);
    if (isBusinessDay(assumedReceivedOn)) counted++;
  }
  const endsOn = addDays(assumedReceivedOn, 30);
  return { assumedReceivedOn, endsOn, dayAfter: addDays(endsOn, 1) };
}

/** Of a debt whose notice went out; null while it has not. */
export function validationPeriodEnd(look: Look, debtId: string | null): ValidationPeriod | null {
  const [zone = 'UTC'] = look.facts.dateZones;
  const sent = landmarkAt(look, 'validationNoticeSentAt', debtId);
  if (sent !== undefined) return validationPeriod(dateOf(zone, sent, look.at));
  const said = recordedFact(look, 'validationNoticeSentAt', debtId);
  return said ? validationPeriod(dateOf(zone, said.value, said.from)) : null;
}
