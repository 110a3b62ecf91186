import type { Channel } from '@fairdue/contracts';
import { consentsToCallAt } from '../rules/direct-consent.ts';
import type { ContactFacts, CountedContact, RecordedFact } from '../rules/facts.ts';
import { classOfTheme } from '../rules/themes.ts';
import type { Customer } from './customer.ts';

type Where = Pick<CountedContact, 'contactId' | 'label' | 'lineType' | 'affiliation'>;

/** Whose and where a contact is that was used. Of one that is gone nobody knows, and it counts everywhere. */
function whereabouts(contacts: readonly ContactFacts[]): (contactId: string | null) => Where {
  const byId = new Map(contacts.map((contact) => [contact.contactId, contact]));
  return (contactId) => {
    const { label = null, lineType = null, affiliation = null } = byId.get(contactId ?? '') ?? {};
    return { contactId, label, lineType, affiliation };
  };
}

/** Was that number known to be somebody else's, as long as it was? What was called there before it proved so goes, too. */
const isWrongNumber = (recorded: readonly RecordedFact[], contactId: string | null, at: Date): boolean =>
  recorded.some(
    ({ name, of, value, until }) =>
      name === 'wrongNumber' && value !== false && of === contactId && (until === null || at.getTime() < until),
  );

/**
 * What limits count: contacts made, and slots reserved by permits that are still open. Calls to a number that proved to be
 * somebody else's never counted; those the customer asked for are marked, for the limits that leave them out.
 */
export function countedContacts(
  customer: Customer,
  recorded: readonly RecordedFact[],
  zone: string,
  exceptPermitId: string | undefined,
): CountedContact[] {
  const where = whereabouts(customer.contacts);
  const made = customer.made
    .filter(({ counts, isConversation }) => counts || isConversation)
    .filter(({ contactId, at }) => contactId === null || !isWrongNumber(recorded, contactId, at))
    .map((each) => ({
      interactionId: each.interactionId,
      at: each.at.getTime(),
      channel: each.channel,
      themeClass: classOfTheme(each.theme),
      debtIds: each.debtIds,
      counts: each.counts,
      isConversation: each.isConversation,
      reach: each.reach,
      ...where(each.contactId),
      isAutodialed: each.isAutodialed,
      isPrerecorded: each.isPrerecorded,
      isConsented: false,
      isResponse: each.isResponse,
    }));
  const reserved = customer.permits
    .filter(({ permitId }) => permitId !== exceptPermitId)
    .map(({ askId, reservedFor, channel, theme, debtIds, contactId, isAutodialed, says }) => ({
      interactionId: askId,
      at: reservedFor.getTime(),
      channel,
      themeClass: classOfTheme(theme),
      debtIds,
      counts: true,
      isConversation: false,
      reach: channel === 'voice' ? ('answered' as const) : ('sent' as const),
      ...where(contactId),
      isAutodialed,
      isPrerecorded: says?.isPrerecorded ?? false,
      isConsented: false,
      isResponse: says?.isResponseToInbound ?? false,
    }));
  const all = [...made, ...reserved];
  const consents = recorded.filter(({ name }) => name === 'directConsentTo');
  if (consents.length === 0) return all;
  return all.map((each) => ({
    ...each,
    isConsented: each.channel === 'voice' && each.counts && consentsToCallAt(consents, all, zone, each),
  }));
}

/** The customer wrote or called that way, and has no answer yet: one is allowed. */
export function awaitsAnswer({ made }: Customer, channel: Channel, at: number): boolean {
  const past = made.filter((each) => each.channel === channel && each.at.getTime() <= at);
  const asked = Math.max(0, ...past.filter(({ isAnswerable }) => isAnswerable).map((each) => each.at.getTime()));
  return asked > 0 && !past.some((each) => each.isResponse && each.counts && each.at.getTime() >= asked);
}
