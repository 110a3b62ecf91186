import { addDays, localDate } from '../places/local-time.ts';
import { noteDay, recordedFact, todayIn, type Look } from './look.ts';

const daysAtMost = 7;

/**
 * Did the customer ask this collector for the call? From the day of the consent for at most seven days, or for the days
 * that were named; used up by the next telephone conversation about the debt (comment 14(b)(3)(i)-2, -3).
 */
export function isConsentedCall(look: Look, debtId: string | null): boolean {
  const consent = recordedFact(look, 'directConsentTo', debtId);
  const [zone] = look.facts.dateZones;
  if (!consent || !zone) return false;

  const first = localDate(zone, consent.from);
  const afterLast = addDays(first, daysAtMost);
  const named = Array.isArray(consent.value) ? consent.value : [];
  for (const day of [...named, ...named.map((date) => addDays(date, 1)), afterLast]) noteDay(look, zone, day);
  const today = todayIn(zone, look);
  if (today < first || today >= afterLast) return false;
  if (named.length > 0 && !named.includes(today)) return false;
  return !look.facts.contacts.some(
    ({ isConversation, at, debtIds }) =>
      isConversation && at > consent.from && (debtId === null || debtIds.length === 0 || debtIds.includes(debtId)),
  );
}
