import { canonicalJson, type RecordedBy } from '@fairdue/contracts';
import type { Customer } from '../customers/customer.ts';
import type { EvidenceDraft } from './evidence.store.ts';

/** What changed about the leave to text or to dial, per contact: given, or taken back. Never having given it is no entry. */
export function proofOfConsent(before: Customer, after: Customer, recordedBy: RecordedBy, now: Date): EvidenceDraft[] {
  if (before.contacts === after.contacts) return [];
  const earlier = new Map(before.contacts.map((contact) => [contact.contactId, contact]));
  const { _id: customerId, creditorId, version } = after;
  return after.contacts.flatMap(({ contactId, receiveTextMessages, consentAutodialedCall, addressHash }) => {
    const known = earlier.get(contactId);
    const texts = (receiveTextMessages ?? false) !== (known?.receiveTextMessages ?? false);
    const dials = (consentAutodialedCall ?? false) !== (known?.consentAutodialedCall ?? false);
    if (!texts && !dials) return [];
    const consent = { contactId, addressHash, receiveTextMessages, consentAutodialedCall, version, recordedBy };
    return [
      {
        creditorId,
        customerId,
        at: now,
        kind: 'consent' as const,
        subjectId: contactId,
        text: canonicalJson(consent),
      },
    ];
  });
}
