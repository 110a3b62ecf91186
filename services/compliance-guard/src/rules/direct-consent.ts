import { addDays, localDate } from '../places/local-time.ts';
import type { CountedContact, FactValue, RecordedFact } from './facts.ts';
import { noteDay, recordedFact, todayIn, type Look } from './look.ts';

const daysAtMost = 7;

/** The local dates on which consent to a call can hold: those that were named, else seven from its own on. */
function covers({ value, from }: { value: FactValue; from: number }, zone: string, date: string): boolean {
  const first = localDate(zone, from);
  if (date < first || date >= addDays(first, daysAtMost)) return false;
  return !Array.isArray(value) || value.length === 0 || value.includes(date);
}

const wasUsedUp = (
  contacts: readonly Pick<CountedContact, 'isConversation' | 'at' | 'debtIds'>[],
  from: number,
  until: number,
  debtId: string | null,
): boolean =>
  contacts.some(
    ({ isConversation, at, debtIds }) =>
      isConversation &&
      at > from &&
      at < until &&
      (debtId === null || debtIds.length === 0 || debtIds.includes(debtId)),
  );

/**
 * Did the customer ask this collector for the call? From the day of the consent for at most seven days, or for the days
 * that were named; used up by the next telephone conversation about the debt (comment 14(b)(3)(i)-2, -3).
 */
export function isConsentedCall(look: Look, debtId: string | null): boolean {
  const consent = recordedFact(look, 'directConsentTo', debtId);
  const [zone] = look.facts.dateZones;
  if (!consent || consent.value === false || !zone) return false;

  const named: readonly string[] = Array.isArray(consent.value) ? consent.value : [];
  const end = addDays(localDate(zone, consent.from), daysAtMost);
  for (const day of [end, ...named, ...named.map((date) => addDays(date, 1))]) noteDay(look, zone, day);
  return covers(consent, zone, todayIn(zone, look)) && !wasUsedUp(look.facts.contacts, consent.from, look.at, debtId);
}

/** The same of a call that was made: with consent for every debt it was about. */
export function consentsToCallAt(
  consents: readonly RecordedFact[],
  contacts: readonly CountedContact[],
  zone: string,
  { at, debtIds }: Pick<CountedContact, 'at' | 'debtIds'>,
): boolean {
  const date = localDate(zone, at);
  const about: readonly (string | null)[] = debtIds.length > 0 ? debtIds : [null];
  return about.every((debtId) =>
    consents.some(
      (consent) =>
        (consent.of === null || consent.of === debtId) &&
        consent.value !== false &&
        consent.from <= at &&
        (consent.until === null || at < consent.until) &&
        covers(consent, zone, date) &&
        !wasUsedUp(contacts, consent.from, at, debtId),
    ),
  );
}
