import { z } from 'zod';
import { ObjectMeta } from '../wire/scalars.ts';
import type { Address, Contact, Email, Phone } from './contact.ts';
import { Address as AddressRequest, EmailRequest, PhoneRequest } from './contact.schema.ts';

const Meta = ObjectMeta.extend({ isPrimary: z.boolean() }).meta({ id: 'ContactMeta' });

export const AddressBody = z.strictObject({ ...AddressRequest.shape, meta: Meta }).meta({ id: 'Address' });
export const PhoneBody = z.strictObject({ ...PhoneRequest.shape, meta: Meta }).meta({ id: 'Phone' });
export const EmailBody = z.strictObject({ ...EmailRequest.shape, email: z.string(), meta: Meta }).meta({ id: 'Email' });

/** The three lists of a Customer; `phones` is left out when there is none. */
export const contactLists = {
  addresses: z.array(AddressBody),
  phones: z.array(PhoneBody).exactOptional(),
  emails: z.array(EmailBody),
};
type ContactBodies = z.infer<z.ZodObject<typeof contactLists>>;

const meta = ({ contactId, isActive, isPrimary, timeCreated, lastModified }: Contact) => ({
  id: contactId,
  isActive,
  isPrimary,
  timeCreated: timeCreated.getTime(),
  lastModified: lastModified.getTime(),
});

const addressBody = (contact: Address) => ({
  ...(contact.streetLine1 !== undefined && { streetLine1: contact.streetLine1 }),
  ...(contact.streetLine2 !== undefined && { streetLine2: contact.streetLine2 }),
  city: contact.city,
  state: contact.state,
  zipcode: contact.zipcode,
  countryCode: contact.countryCode,
  ...(contact.types && { types: contact.types }),
  meta: meta(contact),
});

const phoneBody = (contact: Phone) => ({
  phoneNumber: contact.phoneNumber,
  ...(contact.types && { types: contact.types }),
  meta: meta(contact),
});
const emailBody = (contact: Email) => ({
  email: contact.email,
  ...(contact.types && { types: contact.types }),
  meta: meta(contact),
});

export function contactBodies(contacts: readonly Contact[]): ContactBodies {
  const phones = contacts.filter((contact) => contact.kind === 'phone').map(phoneBody);
  return {
    addresses: contacts.filter((contact) => contact.kind === 'address').map(addressBody),
    ...(phones.length > 0 && { phones }),
    emails: contacts.filter((contact) => contact.kind === 'email').map(emailBody),
  };
}
