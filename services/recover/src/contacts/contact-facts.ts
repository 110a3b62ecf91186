import type { Contact as ContactFacts } from '@fairdue/contracts';
import type { Address, Contact } from './contact.ts';

const postal = ({ streetLine1, streetLine2, city, state, zipcode, countryCode }: Address) => ({
  ...(streetLine1 !== undefined && { streetLine1 }),
  ...(streetLine2 !== undefined && { streetLine2 }),
  city,
  state: state.toUpperCase(),
  zipcode,
  countryCode: countryCode.toUpperCase(),
});

/** Where a phone or an email leads. An address has no such value. */
const valueOf = (contact: Exclude<Contact, Address>): string =>
  contact.kind === 'phone' ? `+1${contact.phoneNumber.replaceAll('-', '')}` : contact.email.toLowerCase();

/** The order in which a sender tries contacts of one kind: as somebody said, else as they stand in the list. */
function statusOf(contact: Contact, all: readonly Contact[]): ContactFacts['status'] {
  const rank = contact.stated?.rank;
  if (!contact.isActive || rank === 'archived') return 'archived';
  if (contact.isPrimary) return 'primary';
  if (rank) return rank;
  const others = all.filter(({ kind, isActive, isPrimary }) => kind === contact.kind && isActive && !isPrimary);
  if (others.some(({ stated }) => stated?.rank === 'secondary')) return 'additional';
  return others.find(({ stated }) => stated?.rank === undefined) === contact ? 'secondary' : 'additional';
}

function contactFact(contact: Contact, all: readonly Contact[]): ContactFacts {
  const { stated } = contact;
  const fact: ContactFacts = {
    contactId: contact.contactId,
    contactType: contact.kind,
    isActive: contact.isActive,
    isPrimary: contact.isPrimary,
    valid: contact.valid,
    label: contact.label,
    affiliation: stated?.affiliation ?? 'self',
    status: statusOf(contact, all),
    receiveTextMessages: contact.receiveTextMessages,
    consentAutodialedCall: contact.consentAutodialedCall,
  };
  if (contact.kind === 'address') fact.address = postal(contact);
  else fact.value = valueOf(contact);
  if (stated?.externalId !== undefined) fact.externalId = stated.externalId;
  if (stated?.lineType) fact.lineType = stated.lineType;
  if (stated?.verifiedAt) fact.verifiedAt = stated.verifiedAt;
  return fact;
}

/** Contacts as every other service sees them. Who placed a customer placed the customer's own contacts. */
export const contactFacts = (contacts: readonly Contact[]): ContactFacts[] =>
  contacts.map((contact) => contactFact(contact, contacts));
