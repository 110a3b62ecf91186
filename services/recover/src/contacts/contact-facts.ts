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

function addressOf(contact: Contact): Pick<ContactFacts, 'contactType' | 'value' | 'address'> {
  switch (contact.kind) {
    case 'address':
      return { contactType: 'address', address: postal(contact) };
    case 'phone':
      return { contactType: 'phone', value: `+1${contact.phoneNumber.replaceAll('-', '')}` };
    case 'email':
      return { contactType: 'email', value: contact.email.toLowerCase() };
  }
}

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

/** Contacts as every other service sees them. Who placed a customer placed the customer's own contacts. */
export const contactFacts = (contacts: readonly Contact[]): ContactFacts[] =>
  contacts.map((contact) => ({
    contactId: contact.contactId,
    ...(contact.stated?.externalId !== undefined && { externalId: contact.stated.externalId }),
    ...addressOf(contact),
    isActive: contact.isActive,
    isPrimary: contact.isPrimary,
    valid: contact.valid,
    label: contact.label,
    affiliation: contact.stated?.affiliation ?? 'self',
    status: statusOf(contact, contacts),
    receiveTextMessages: contact.receiveTextMessages,
    consentAutodialedCall: contact.consentAutodialedCall,
    ...(contact.stated?.lineType && { lineType: contact.stated.lineType }),
  }));
