import type { Contact } from '@fairdue/contracts';
import { recordedFact, type Look } from '../look.ts';
import { landmarkAt } from '../landmark.ts';
import { agencyConsent, agencyFact, facts, optOuts, otherFacts } from './registered.ts';

const ofContact = (field: keyof Contact) => `event recover.customer-updated.v1 contacts.${field}` as const;

/** When the last opt-out of this very contact was heard; null without one. */
function optedOutAt({ facts: { stops, contact } }: Look): number | null {
  const heard = stops
    .filter(({ reason, contactIds }) => {
      return (reason === 'opted-out' || reason === 'unsubscribed') && contactIds.includes(contact.contactId);
    })
    .flatMap(({ since }) => since ?? []);
  return heard.length > 0 ? Math.max(...heard) : null;
}

/** Consents to be written to there that the customer has taken back, and not given anew. */
function consentWithdrawn(look: Look): boolean | undefined {
  const { contactId, contactType } = look.facts.contact;
  const names = contactType === 'phone' ? ['textConsent', 'electronicConsent'] : ['emailConsent', 'electronicConsent'];
  return names.some((name) => recordedFact(look, name, contactId)?.value === false) || undefined;
}

/** What stands on the email, phone or address that would be used. */
export const contactFacts = facts('contact', {
  contactType: {
    type: 'text',
    source: ofContact('contactType'),
    about: 'Email, phone or address.',
    read: ({ facts: { contact } }) => contact.contactType,
  },
  label: {
    type: 'text',
    source: ofContact('label'),
    about: 'Where the contact reaches the customer: personal, home, work, military, fax.',
    read: ({ facts: { contact } }) => contact.label,
  },
  affiliation: {
    type: 'text',
    source: ofContact('affiliation'),
    about: 'To whom the contact belongs, seen from the customer.',
    read: ({ facts: { contact } }) => contact.affiliation,
  },
  valid: {
    type: 'flag',
    source: ofContact('valid'),
    about: 'The contact is not known to be wrong.',
    read: ({ facts: { contact } }) => contact.valid,
  },
  lineType: {
    type: 'text',
    source: ofContact('lineType'),
    whenUnknown: 'stricter',
    about: 'Wireless, residential or business, of a phone that somebody looked up.',
    read: ({ facts: { contact } }) => contact.lineType ?? undefined,
  },
  consentAutodialedCall: {
    type: 'flag',
    source: ofContact('consentAutodialedCall'),
    about: 'Prior express consent to autodialed and prerecorded calls to this number.',
    read: ({ facts: { contact } }) => contact.consentAutodialedCall ?? undefined,
  },
  receiveTextMessages: {
    type: 'flag',
    source: ofContact('receiveTextMessages'),
    about: 'The number may be texted.',
    read: ({ facts: { contact } }) => contact.receiveTextMessages ?? undefined,
  },
  wasTextable: {
    type: 'flag',
    source: ofContact('receiveTextMessages'),
    about: 'The number could be texted at some time, so that a no is a withdrawal.',
    read: ({ facts: { contact } }) => contact.wasTextable,
  },
  optedOutAt: {
    type: 'date',
    source: optOuts,
    about: 'When the customer last opted out of this email or number.',
    read: (look) => {
      const at = optedOutAt(look);
      return at === null ? undefined : new Date(at).toISOString();
    },
  },
  optOutConfirmed: {
    type: 'flag',
    source: otherFacts,
    about: 'Something was sent there after the opt-out: the one confirmation that is allowed.',
    read: (look) => {
      const since = optedOutAt(look);
      const { contacts, contact } = look.facts;
      return (
        since !== null &&
        contacts.some(({ contactId, counts, at }) => contactId === contact.contactId && counts && at > since)
      );
    },
  },
  locationAskedAgain: {
    type: 'flag',
    about: 'The person reached asked for another call, or the earlier answer seems wrong.',
  },
  ownerIsEmployer: {
    type: 'flag',
    about: 'The employer provides this address or number.',
  },
  employerCounselsDebtors: { type: 'flag', about: 'The employer runs a debt-counselling service.' },
  wrongNumber: {
    type: 'flag',
    about: 'The number proved to be somebody else’s. Calls made to it no longer count.',
  },
  numberVerifiedAt: {
    type: 'date',
    source: ['event recover.contact-changed.v1 contacts.verifiedAt', agencyFact],
    read: ({ facts: { contact } }) => contact.verifiedAt,
    about: 'When somebody made sure that the number is the customer’s.',
  },
  disclosedToThirdPartyAt: {
    type: 'date',
    about: 'A message sent there reached somebody else.',
  },
  lastInboundFromItAt: {
    type: 'date',
    source: ['event communicator.message-received.v1 startedAt', agencyFact],
    about: 'When the customer last wrote from there about the debt. A STOP is no such message.',
    read: (look) => landmarkAt(look, 'lastInboundFromItAt', look.facts.contact.contactId),
  },
  lastReassignedCheckAt: {
    type: 'date',
    about: 'When a complete database last said that the number still is the customer’s.',
  },
  emailConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'The customer’s direct consent to email there, or an equal basis of 12 CFR 1006.6(d)(4).',
  },
  textConsent: {
    type: 'flag',
    source: agencyConsent,
    about:
      'The customer’s direct consent to texts about the debt, not withdrawn. Its date is when it was given or renewed.',
  },
  mediumConsentWithdrawn: {
    type: 'flag',
    source: otherFacts,
    about: 'The customer took back consent to be written to there, and has not given it anew.',
    read: consentWithdrawn,
  },
  electronicConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'The customer’s express, revocable consent to be reached by this very electronic medium.',
  },
  writtenEmailConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'Written consent to email about that debt, at an address the customer gave freely.',
  },
  workEmailConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'The customer used the work address with the collector about the debt, or consented to it directly.',
  },
  prerecordedConsent: {
    type: 'flag',
    source: agencyConsent,
    about: 'The subscriber asked for prerecorded calls or agreed to them.',
  },
});
