import type { Address, Contact, Email, Phone } from './contact.ts';

const meta = ({ contactId, isActive, isPrimary, timeCreated, lastModified }: Contact) => ({
  id: contactId,
  isActive,
  isPrimary,
  timeCreated: timeCreated.getTime(),
  lastModified: lastModified.getTime(),
});

const types = (contact: Contact) => contact.types && { types: contact.types };

const addressBody = (contact: Address) => ({
  ...(contact.streetLine1 !== undefined && { streetLine1: contact.streetLine1 }),
  ...(contact.streetLine2 !== undefined && { streetLine2: contact.streetLine2 }),
  city: contact.city,
  state: contact.state,
  zipcode: contact.zipcode,
  countryCode: contact.countryCode,
  ...types(contact),
  meta: meta(contact),
});

const phoneBody = (contact: Phone) => ({ phoneNumber: contact.phoneNumber, ...types(contact), meta: meta(contact) });
const emailBody = (contact: Email) => ({ email: contact.email, ...types(contact), meta: meta(contact) });

/** The three lists of a Customer; `phones` is left out when there is none. */
export function contactBodies(contacts: readonly Contact[]) {
  const phones = contacts.filter((contact) => contact.kind === 'phone').map(phoneBody);
  return {
    addresses: contacts.filter((contact) => contact.kind === 'address').map(addressBody),
    ...(phones.length > 0 && { phones }),
    emails: contacts.filter((contact) => contact.kind === 'email').map(emailBody),
  };
}
