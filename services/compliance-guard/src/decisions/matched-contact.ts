import { addressHash } from '@fairdue/contracts';
import { placeOfAddress } from '../customers/owner-view.ts';
import type { ContactFacts } from '../rules/facts.ts';
import type { CanInteractBody, ContactDetails } from './can-interact-body.ts';
import { invalid, notFound, type WireRefused } from './wire-refused.ts';
import type { Warning } from './decision.wire.ts';

export type MatchedContact = {
  contact: ContactFacts;
  resolution: 'byId' | 'byExternalId' | 'matched' | 'created';
  warnings: readonly Warning[];
};

const contactNotFound = (field: string): WireRefused =>
  notFound('contactNotFound', field, 'that contact is not of this person', 'Contact not found');

const byId = (contacts: readonly ContactFacts[], id: string): ContactFacts | undefined =>
  id.startsWith('ext-')
    ? contacts.find(({ externalId }) => externalId === id.slice(4))
    : (contacts.find(({ contactId }) => contactId === id) ?? contacts.find(({ externalId }) => externalId === id));

/** A contact of this person, by our id or the lender's. Naming two different ones is a contradiction. */
export function namedContact(contacts: readonly ContactFacts[], body: CanInteractBody): MatchedContact {
  const external = body.contactExternalId ?? body.externalContactId;
  const first = body.contactId === undefined ? undefined : byId(contacts, body.contactId);
  const second = external === undefined ? undefined : contacts.find(({ externalId }) => externalId === external);
  if (body.contactId !== undefined && !first) throw contactNotFound('contactId');
  if (external !== undefined && !second) throw contactNotFound('contactExternalId');
  if (first && second && first !== second)
    throw invalid('contactMismatch', 'contactExternalId', 'contactId and contactExternalId name different contacts');
  const contact = first ?? second;
  if (!contact) throw contactNotFound('contactId');
  const isById = first && !body.contactId?.startsWith('ext-');
  return { contact, resolution: isById ? 'byId' : 'byExternalId', warnings: [] };
}

export function e164(value: string): string {
  const digits = value.replace(/\D/g, '');
  if (value.trim().startsWith('+')) return `+${digits}`;
  return digits.length === 10 ? `+1${digits}` : `+${digits}`;
}

/** The words of this API in those of the platform; a box stands where the street would, or behind it. */
export const addressOf = (address: NonNullable<ContactDetails['address']>) => {
  const box = address.POBox ? `PO Box ${address.POBox}` : undefined;
  const lines = [address.addressLine1, address.addressLine2, box].filter((line) => line !== undefined && line !== null);
  return {
    streetLine1: lines[0],
    streetLine2: lines.length > 1 ? lines.slice(1).join(', ') : undefined,
    city: address.city,
    state: address.state,
    zipcode: address.postalCode,
    countryCode: address.country,
  };
};

/** The keyed hash by which contacts with that email, number or address are known. */
export function hashOf(
  key: string,
  { contactType, value, address }: Pick<ContactDetails, 'contactType' | 'value' | 'address'>,
): string {
  if (contactType === 'address') {
    if (!address) throw invalid('requiredField', 'contactDetails.address', 'an address contact needs its address');
    return addressHash(key, { contactType, address: addressOf(address) });
  }
  if (!value) throw invalid('requiredField', 'contactDetails.value', 'an email or phone contact needs its value');
  const normal = contactType === 'phone' ? e164(value) : value.normalize('NFKC').trim().toLowerCase();
  return addressHash(key, { contactType, value: normal });
}

/** The stored address is the same, without its county: where that splits a state, the one that was named says more. */
export function withCounty(contact: ContactFacts, { address }: ContactDetails): ContactFacts {
  const county = address?.countyOrRegion;
  return address && county ? { ...contact, ...placeOfAddress({ ...addressOf(address), county }) } : contact;
}
