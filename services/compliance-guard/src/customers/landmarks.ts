import type { ContactFacts, Landmark } from '../rules/facts.ts';
import { replaces, type LandmarkFact } from '../rules/landmark.ts';
import { classOfTheme } from '../rules/themes.ts';
import { entitled, written } from '../rules/words.ts';
import type { MadeContact } from './customer.ts';

/** What a message was, as its theme or subject says, where a rule asks whether such a one was sent. */
const notices: readonly { fact: LandmarkFact; themes: readonly string[]; subjects: RegExp | null }[] = [
  {
    fact: 'validationNoticeSentAt',
    themes: ['opsLoanValidationOfDebtNotice', 'opsServicingDebtValidation'],
    subjects: /^debtValidationNotice/,
  },
  { fact: 'cityNoticeSentAt', themes: [], subjects: /^debtValidationNoticeNYCYonkers$/ },
  {
    fact: 'timeBarredNoticeSentAt',
    themes: ['opsLoanTimeBarredNotice', 'opsServicingTimeBarredNotice'],
    subjects: null,
  },
  {
    fact: 'creditReportNoticeSentAt',
    themes: ['opsServicingNegativeCreditReportNotice'],
    subjects: /^creditNegativeInfoReported$/,
  },
  { fact: 'planCopySentAt', themes: [], subjects: /^planCopy$/ },
  { fact: 'substantiationInstructionsSentAt', themes: [], subjects: /^substantiationInstructions$/ },
  { fact: 'employerNoticeAt', themes: ['opsCollContactEmployerNotice'], subjects: null },
];

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T => words.includes(word as T);

/** The debts a contact told of: those it names; unnamed, a collector’s contact is about all of them, and no other is. */
function debtsTold({ debtIds, theme }: MadeContact): readonly (string | null)[] {
  if (debtIds.length > 0) return debtIds;
  return isOneOf(['collection', 'notice'], classOfTheme(theme)) ? [null] : [];
}

/** What one contact tells of its debts: nothing while it may have reached nobody, or somebody who must not know. */
function told(made: MadeContact, affiliation: ContactFacts['affiliation']): LandmarkFact[] {
  if (!isOneOf(entitled, affiliation) || isOneOf(['credentials', 'staff'], classOfTheme(made.theme))) return [];
  if (made.isConversation) return ['firstCommunicationAt', 'firstOralCommunicationAt'];
  if (!made.counts || !isOneOf(written, made.channel)) return [];
  const sent = notices.filter(
    ({ themes, subjects }) => themes.includes(made.theme) || subjects?.test(made.subject ?? ''),
  );
  return ['firstCommunicationAt', 'firstWrittenCommunicationAt', ...sent.map(({ fact }) => fact)];
}

/** What one contact made, or one message of the customer’s, tells that no limit counts. */
export function landmarksOf(made: MadeContact, contacts: readonly ContactFacts[]): Landmark[] {
  const at = made.at.getTime();
  if (made.isAnswerable && made.contactId !== null && isOneOf(written, made.channel))
    return [{ fact: 'lastInboundFromItAt', of: made.contactId, at }];
  const known = contacts.find(({ contactId }) => contactId === made.contactId);
  return told(made, known?.affiliation ?? 'self').flatMap((fact) => debtsTold(made).map((of) => ({ fact, of, at })));
}

/** Of every debt (`*` where none was named) the contact by which the collector first told of it. */
export function firstCommunications(
  made: readonly MadeContact[],
  contacts: readonly ContactFacts[],
): ReadonlyMap<string, MadeContact> {
  const firsts = new Map<string, MadeContact>();
  const inOrder = made.toSorted(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.interactionId < b.interactionId ? -1 : 1),
  );
  for (const each of inOrder)
    for (const { fact, of } of landmarksOf(each, contacts))
      if (fact === 'firstCommunicationAt' && !firsts.has(of ?? '*')) firsts.set(of ?? '*', each);
  return firsts;
}

/** One of each fact and debt or contact, the first or the last of them, as the fact says; in no order that depends on theirs. */
export function merged(landmarks: readonly Landmark[]): Landmark[] {
  const byName = new Map<string, Landmark>();
  for (const each of landmarks) {
    const key = `${each.fact} ${each.of ?? ''}`;
    const known = byName.get(key);
    if (!known || replaces(each.fact, each.at, known.at)) byName.set(key, each);
  }
  return [...byName.keys()].toSorted().flatMap((key) => byName.get(key) ?? []);
}
