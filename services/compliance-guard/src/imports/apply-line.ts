import { canonicalJson, PastContactImportedV1 } from '@fairdue/contracts';
import { fact } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import type { Customer } from '../customers/customer.ts';
import { noSuchPerson } from '../customers/no-such-person.ts';
import { reachOf, withHeard, type Heard } from '../customers/made-contact.ts';
import { isErased } from '../erasure/erased.ts';
import { checkConsentDates, isWithdrawnAt, recordedConsent } from '../people/consent.ts';
import { recordFacts, type FactWish } from '../people/record-facts.ts';
import type { ImportLine, LineOf } from './import-line.ts';
import { contactsWith, held, suppressedAt, type Applied, type Applying } from './import-holds.ts';

/** What a contact made elsewhere is called here: by the creditor's id of it. */
export const interactionIdOf = ({ externalId }: LineOf<'contacts'>): string => `ext-${externalId}`;

const contactNotFound = (): Refused => new Refused('not-found', 'contact-not-found', 'That contact is not of this person.'); // prettier-ignore

/** The contact that a line names; null where it names none. */
function contactOf(
  { contacts }: Customer,
  { contactId, addressHash }: { contactId?: string | undefined; addressHash: string | null },
): string | null {
  if (contactId === undefined && addressHash === null) return null;
  const found = contacts.find((contact) =>
    addressHash !== null
      ? contact.addressHash === addressHash
      : contactId?.startsWith('ext-')
        ? contact.externalId === contactId.slice(4)
        : contact.contactId === contactId,
  );
  if (!found) throw contactNotFound();
  return found.contactId;
}

function debtOf({ debts }: Customer, id: string): string {
  const found = id.startsWith('ext-')
    ? debts.find(({ transactionId }) => transactionId === id.slice(4))
    : debts.find(({ debtId }) => debtId === id);
  if (!found) throw new Refused('not-found', 'loan-not-found', 'That loan is not of this person.');
  return found.debtId;
}

/** What a receipt says of a contact, whoever told of it and however its instant is written. */
function saidOf(heard: Heard): string {
  const { channel, direction, theme, status, agentOutcome, contactId, isAutodialed, isPrerecorded } = heard;
  const at = new Date(heard.startedAt).toISOString();
  const debtIds = heard.debtIds.toSorted();
  return canonicalJson({ channel, direction, theme, status, agentOutcome, contactId, isAutodialed, isPrerecorded, at, debtIds }); // prettier-ignore
}

/** One id is one contact: under an id that is on record for another, a contact would be lost to every limit. */
function isOnRecord(text: string | undefined, heard: Heard): boolean {
  if (text === undefined) return false;
  if (saidOf(JSON.parse(text) as Heard) === saidOf(heard)) return true;
  throw new Refused('conflict', 'line-id-reused', 'That id is on record for another contact of this person.');
}

function contactMade(customer: Customer, line: LineOf<'contacts'>, { recordedBy, now, onRecord }: Applying): Applied {
  const { externalId, channel, direction, theme, at, status, agentOutcome, loanIds, isAutodialed, isPrerecorded } =
    line;
  const interactionId = interactionIdOf(line);
  const heard: Heard = {
    interactionId, channel, direction, theme, subject: null, status, agentOutcome, contactId: contactOf(customer, line), startedAt: at,
    debtIds: loanIds.map((id) => debtOf(customer, id)), touchId: null, permitId: null, version: 1,
    isAutodialed, isPrerecorded, reach: reachOf({ channel, agentOutcome, statusDetails: null }), isAnswerable: direction === 'inbound',
  }; // prettier-ignore
  const { _id: customerId, creditorId } = customer;
  if (isOnRecord(onRecord.get(`${customerId} ${interactionId}`), heard))
    return { customer, answer: null, isNew: false };
  const text = canonicalJson({ ...heard, recordedBy });
  return {
    customer: withHeard(customer, heard),
    answer: null,
    isNew: true,
    evidence: [{ creditorId, customerId, at: now, kind: 'receipt', subjectId: interactionId, text }],
    facts: [
      fact(PastContactImportedV1, now, {
        creditorId, customerId, externalId, channel, direction, theme, contactId: heard.contactId, status, agentOutcome, at,
        debtIds: heard.debtIds.length > 0 ? heard.debtIds : customer.debts.map(({ debtId }) => debtId), recordedBy,
      }), // prettier-ignore
    ],
  };
}

function consentGiven(customer: Customer, line: LineOf<'consents'>, { recordedBy, now }: Applying): Applied {
  if (isErased(customer)) throw noSuchPerson(); // what permits nothing any more is not written down
  checkConsentDates(line, now);
  const wish: FactWish = {
    ...recordedConsent(line),
    contactId: contactOf(customer, line),
    debtId: line.loanId === null ? null : debtOf(customer, line.loanId),
    from: new Date(line.from),
    until: line.until === null ? null : new Date(line.until),
  };
  if (isKnown(customer, line, wish)) return { customer, answer: null, isNew: false };
  const recorded = recordFacts(customer, [wish], 'consent-recorded', recordedBy, now);
  return { ...recorded, isNew: recorded.customer !== customer };
}

/** The same words stand there already, whatever was said since; or it was taken back when it was given. */
function isKnown({ facts }: Customer, { action }: LineOf<'consents'>, wish: FactWish): boolean {
  const of = wish.contactId ?? wish.debtId;
  const known = facts.filter((fact) => fact.name === wish.name && fact.of === of);
  const text = ({ value, from, until }: Pick<FactWish, 'value' | 'from' | 'until'>) =>
    canonicalJson({ value, from, until });
  return known.some((fact) => text(fact) === text(wish)) || (action === 'grant' && isWithdrawnAt(known, wish.from));
}

function optedOut(customer: Customer, line: LineOf<'opt-outs'>, applying: Applying): Applied {
  const { reason, channels, themes, at, loanIds } = line;
  const contactId = contactOf(customer, line);
  const debtIds = loanIds.map((id) => debtOf(customer, id));
  const contactIds = contactId === null ? [] : [contactId];
  return held(customer, { reason, channels, themes, contactIds, debtIds, startsAt: at }, applying);
}

/** Still the customer's: that was looked up then. Somebody else's now: nobody is contacted there any more. */
function lookedUp(customer: Customer, line: LineOf<'reassigned-numbers'>, applying: Applying): Applied {
  const { answer, checkedAt } = line;
  const contactIds = contactsWith(customer, line.addressHash);
  if (contactIds.length === 0) throw contactNotFound();
  if (answer === 'no-data') return { customer, answer: null, isNew: false };
  if (answer === 'yes')
    return held(
      customer,
      { reason: 'do-not-interact', channels: [], themes: 'all', contactIds, debtIds: [], startsAt: checkedAt },
      applying,
    );
  const wishes = contactIds.map((contactId): FactWish => ({
    name: 'lastReassignedCheckAt', value: checkedAt, contactId, debtId: null, from: new Date(checkedAt), until: null,
  })); // prettier-ignore
  const { recordedBy, now } = applying;
  const recorded = recordFacts(customer, wishes, 'fact-recorded', recordedBy, now);
  return { ...recorded, isNew: recorded.customer !== customer };
}

/** What one line does to one customer. The same line again does nothing. Pure, as a transaction may run it twice. */
export function applyLine(customer: Customer, line: ImportLine, applying: Applying): Applied {
  switch (line.kind) {
    case 'contacts':
      return contactMade(customer, line, applying);
    case 'consents':
      return consentGiven(customer, line, applying);
    case 'opt-outs':
      return optedOut(customer, line, applying);
    case 'suppressions':
      return suppressedAt(customer, { ...line, addressHash: line.addressHash ?? '' }, applying);
    case 'reassigned-numbers':
      return lookedUp(customer, line, applying);
  }
}
