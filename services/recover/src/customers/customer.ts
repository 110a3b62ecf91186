import type { CreditorSettings } from '@fairdue/contracts';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '@fairdue/ids';
import type { Fault } from '@fairdue/refused';
import type { AddressRequest, ContactLists } from '../contacts/contact.schema.ts';
import { addContacts, newContacts, unsubscribe, type Address, type Contact, type Terms } from '../contacts/contact.ts';
import { replaceContacts } from '../contacts/replace-contacts.ts';
import type { DebtRequest } from '../debts/debt.schema.ts';
import type { CustomerRequest } from './customer.schema.ts';
import type { CustomerReplacement } from './replacement.schema.ts';
import type { SealedSsn } from './ssn.ts';

/** Somebody who owes, and how to reach them. */
export type Customer = {
  _id: string;
  creditorId: string;
  reference?: string;
  name: CustomerRequest['name'];
  dateOfBirth?: NonNullable<CustomerRequest['dateOfBirth']>;
  businesses?: NonNullable<CustomerRequest['businesses']>;
  comments?: NonNullable<CustomerRequest['comments']>;
  languagePreference?: NonNullable<CustomerReplacement['languagePreference']>;
  languagePreferred?: NonNullable<CustomerReplacement['languagePreferred']>;
  contacts: Contact[];
  ssn?: SealedSsn;
  timeCreated: Date;
  lastModified: Date;
  /** Grows with every change that others see. */
  version: number;
};

export type PlacementTerms = {
  creditorId: string;
  now: Date;
  settings: CreditorSettings;
  sealSsn: (ssn: string, owner: { creditorId: string; customerId: string }) => SealedSsn;
};

export function newCustomer(
  request: CustomerRequest,
  { creditorId, now, settings, sealSsn }: PlacementTerms,
): Customer {
  const { name, dateOfBirth, businesses, comments, reference, ssn } = request;
  const customerId = newId('customer', now.getTime());
  const { textConsentAtPlacement } = settings;
  return {
    _id: customerId,
    creditorId,
    name,
    ...(dateOfBirth && { dateOfBirth }),
    ...(businesses && { businesses }),
    ...(comments && { comments }),
    ...(reference !== undefined && { reference }),
    contacts: newContacts(request, { now, textConsentAtPlacement }),
    ...(ssn !== undefined && { ssn: sealSsn(ssn, { creditorId, customerId }) }),
    timeCreated: now,
    lastModified: now,
    version: 1,
  };
}

export const addressesOf = ({ contacts }: Pick<Customer, 'contacts'>): Address[] =>
  contacts.filter((contact) => contact.kind === 'address');

/** Where the customer lives, as far as their addresses still hold. */
export const activeStatesOf = (customer: Pick<Customer, 'contacts'>): string[] =>
  addressesOf(customer).flatMap(({ isActive, state }) => (isActive ? [state] : []));

type Place = Pick<AddressRequest, 'state' | 'countryCode'> & { isActive: boolean };

/** New York wants to hear what became of a debt since it was charged off. */
export function postChargeOffFaults(
  places: readonly Place[],
  debts: readonly DebtRequest[],
  required: boolean,
): Fault[] {
  const inNewYork = places.some(
    ({ state, countryCode, isActive }) =>
      isActive && state.toUpperCase() === 'NY' && countryCode.toUpperCase() === 'US',
  );
  if (!required || !inNewYork) return [];
  return debts.flatMap(({ postChargeOffInformation }, i) =>
    postChargeOffInformation
      ? []
      : [{ path: `debts[${i}].postChargeOffInformation`, problem: 'required for a customer in New York' }],
  );
}

/** A change that others see. The same customer when no contact is another one than before. */
export function withContacts(customer: Customer, contacts: Contact[], now: Date): Customer {
  const before = new Set(customer.contacts);
  if (contacts.length === before.size && contacts.every((contact) => before.has(contact))) return customer;
  return { ...customer, contacts, lastModified: now, version: customer.version + 1 };
}

export const addContactsTo = (customer: Customer, lists: ContactLists, terms: Terms): Customer =>
  withContacts(customer, addContacts(customer.contacts, lists, terms), terms.now);

/** What is left out of these stays as it is; contacts do not (R7). The same customer when nothing is another than before. */
export function replaceCustomer(customer: Customer, request: CustomerReplacement, terms: Terms): Customer {
  const { name, dateOfBirth, languagePreference, languagePreferred } = request;
  const after = {
    ...customer,
    name,
    ...(dateOfBirth && { dateOfBirth }),
    ...(languagePreference && { languagePreference }),
    ...(languagePreferred && { languagePreferred }),
    contacts: replaceContacts(customer.contacts, request, terms),
  };
  if (isDeepStrictEqual(after, customer)) return customer;
  return { ...after, lastModified: terms.now, version: customer.version + 1 };
}

export const addComments = (customer: Customer, comments: readonly string[], now: Date): Customer => ({
  ...customer,
  comments: [...(customer.comments ?? []), ...comments.map((comment) => ({ comment }))],
  lastModified: now,
  version: customer.version + 1,
});

/** The customer wants no contact there. Asked again, nothing changes. */
export function unsubscribeContacts(customer: Customer, keys: ReadonlySet<string>, now: Date): Customer {
  const version = customer.version + 1;
  const contacts = unsubscribe(customer.contacts, keys, version, now);
  const changed = contacts.some(({ unsubscribedVersion }) => unsubscribedVersion === version);
  return changed ? { ...customer, contacts, lastModified: now, version } : customer;
}

/** Changes some contacts of a customer; the same customer when none of them changes. */
export function changeContactsOf(
  customer: Customer,
  contactIds: readonly string[],
  change: (contact: Contact) => Contact,
  now: Date,
): Customer {
  const contacts = customer.contacts.map((before) => {
    const after = contactIds.includes(before.contactId) ? change(before) : before;
    return after === before ? before : { ...after, lastModified: now };
  });
  const changed = contacts.some((contact, i) => contact !== customer.contacts[i]);
  return changed ? { ...customer, contacts, lastModified: now, version: customer.version + 1 } : customer;
}
