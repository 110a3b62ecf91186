import { isDeepStrictEqual } from 'node:util';
import type { Contact as ContactFacts } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import type { AddressRequest, ContactLists, EmailRequest, PhoneRequest } from './contact.schema.ts';

type Label = ContactFacts['label'];

/** What a person at the agency said of a contact, and no placement says. */
export type Stated = Partial<Pick<ContactFacts, 'affiliation' | 'externalId' | 'lineType' | 'verifiedAt'>> & {
  rank?: Exclude<ContactFacts['status'], 'primary'>;
};

type Shared = {
  contactId: string;
  /** What makes two contacts one: letter case, white space, `types` and `meta` do not count. */
  key: string;
  isActive: boolean;
  isPrimary: boolean;
  valid: boolean;
  label: Label;
  receiveTextMessages: boolean | null;
  consentAutodialedCall: boolean | null;
  stated?: Stated;
  /** A hold names it that the customer asked for elsewhere: the address it stands for is not changed any more. */
  optedOut?: true;
  /** The customer's version at which they asked for silence here. Only a person takes that back. */
  unsubscribedVersion?: number;
  timeCreated: Date;
  lastModified: Date;
};
export type Address = Shared & { kind: 'address' } & Omit<AddressRequest, 'meta'>;
export type Phone = Shared & { kind: 'phone' } & Omit<PhoneRequest, 'meta'>;
export type Email = Shared & { kind: 'email' } & Omit<EmailRequest, 'meta'>;

/** One email, phone or address of a customer. */
export type Contact = Address | Phone | Email;

/** White space that is more than one blank between two words: few texts have any. */
const looseSpace = /[^\S ]|^ | {2}| $/;

const folded = (text = ''): string =>
  (looseSpace.test(text) ? text.trim().replaceAll(/\s+/g, ' ') : text).toLowerCase();

export const addressKey = (a: AddressRequest): string =>
  `address\n${folded(a.streetLine1)}\n${folded(a.streetLine2)}\n${folded(a.city)}\n${folded(a.state)}\n${folded(a.zipcode)}\n${folded(a.countryCode)}`;
export const phoneKey = ({ phoneNumber }: PhoneRequest): string => `phone\n${phoneNumber.replaceAll('-', '')}`;
export const emailKey = ({ email }: EmailRequest): string => `email\n${folded(email)}`;

/** The strictest reading of a phone's types: whoever shares a desk or a fax may read along. */
function phoneLabel(types: readonly string[] = []): Label {
  if (types.includes('FAX')) return 'fax';
  if (types.includes('WORK') || types.includes('BUSINESS')) return 'work';
  return types.includes('CELL') ? 'personal' : 'home';
}

export type Terms = { now: Date; textConsentAtPlacement: boolean };
type Entry = {
  meta?: { isActive?: boolean | undefined; isPrimary?: boolean | undefined } | undefined;
};

function shared(entry: Entry, key: string, label: Label, { now }: Terms): Shared {
  return {
    contactId: newId('contact', now.getTime()),
    key,
    isActive: entry.meta?.isActive ?? true,
    isPrimary: entry.meta?.isPrimary ?? false,
    valid: true,
    label,
    receiveTextMessages: null,
    consentAutodialedCall: null,
    timeCreated: now,
    lastModified: now,
  };
}

export function newAddress(entry: AddressRequest, terms: Terms): Address {
  const { meta: _meta, ...address } = entry;
  return {
    kind: 'address',
    ...address,
    ...shared(entry, addressKey(entry), entry.types?.includes('WORK') ? 'work' : 'home', terms),
  };
}

export function newPhone(entry: PhoneRequest, terms: Terms): Phone {
  const label = phoneLabel(entry.types);
  const receiveTextMessages = label === 'personal' && terms.textConsentAtPlacement;
  return {
    kind: 'phone',
    phoneNumber: entry.phoneNumber,
    ...(entry.types && { types: entry.types }),
    ...shared(entry, phoneKey(entry), label, terms),
    receiveTextMessages,
  };
}

export function newEmail(entry: EmailRequest, terms: Terms): Email {
  const label = entry.types?.includes('WORK') ? 'work' : 'personal';
  return {
    kind: 'email',
    email: entry.email,
    ...(entry.types && { types: entry.types }),
    ...shared(entry, emailKey(entry), label, terms),
  };
}

/**
 * In every list one active contact is the primary one: the one that says so, else the first that has no other rank. A
 * switched-off or archived one never is.
 */
function primaryOf<C extends Contact>(contacts: readonly C[]): C | undefined {
  let [unranked, usable]: (C | undefined)[] = [];
  for (const contact of contacts) {
    const rank = contact.stated?.rank;
    if (!contact.isActive || rank === 'archived') continue;
    if (contact.isPrimary) return contact;
    if (rank === undefined) unranked ??= contact;
    usable ??= contact;
  }
  return unranked ?? usable;
}

function withPrimary<C extends Contact>(contacts: readonly C[]): C[] {
  const primary = primaryOf(contacts);
  return contacts.map((contact) =>
    contact.isPrimary === (contact === primary) ? contact : { ...contact, isPrimary: contact === primary },
  );
}

export const withPrimaries = (contacts: readonly Contact[]): Contact[] =>
  (['address', 'phone', 'email'] as const).flatMap((kind) => withPrimary(contacts.filter((c) => c.kind === kind)));

/** The contacts of a request. One that is written twice is taken once. */
function contactsIn({ addresses = [], phones = [], emails = [] }: ContactLists, terms: Terms): Contact[] {
  const all = [
    ...addresses.map((entry) => newAddress(entry, terms)),
    ...phones.map((entry) => newPhone(entry, terms)),
    ...emails.map((entry) => newEmail(entry, terms)),
  ];
  if (new Set(all.map(({ key }) => key)).size === all.length) return all;
  return [...new Map(all.toReversed().map((contact) => [contact.key, contact])).values()].toReversed();
}

/** The contacts of a placement. */
export const newContacts = (lists: ContactLists, terms: Terms): Contact[] => withPrimaries(contactsIn(lists, terms));

/**
 * Adds what is not on file. What is stays as it is: adding must not undo an unsubscribe. One that says it is primary
 * takes the place of the one that was.
 */
export function addContacts(contacts: readonly Contact[], lists: ContactLists, terms: Terms): Contact[] {
  const known = new Set(contacts.map(({ key }) => key));
  const added = contactsIn(lists, terms).filter(({ key }) => !known.has(key));
  const taken = new Set(added.filter(({ isActive, isPrimary }) => isActive && isPrimary).map(({ kind }) => kind));
  const earlier = contacts.map((contact) => (taken.has(contact.kind) ? { ...contact, isPrimary: false } : contact));
  return changedAt(terms.now, contacts, withPrimaries([...earlier, ...added]));
}

/** Contacts that are no longer as they were carry the time of it. The others are the very same. */
export function changedAt(now: Date, before: readonly Contact[], after: readonly Contact[]): Contact[] {
  const earlier = new Map(before.map((contact) => [contact.contactId, contact]));
  return after.map((contact) => {
    const known = earlier.get(contact.contactId);
    return known && isDeepStrictEqual(known, contact) ? known : { ...contact, lastModified: now };
  });
}

/**
 * Switches contacts off because the customer asked for it. Those already asked for stay as they are, unless somebody
 * has switched them on since.
 */
export function unsubscribe(
  contacts: readonly Contact[],
  keys: ReadonlySet<string>,
  version: number,
  now: Date,
): Contact[] {
  return withPrimaries(
    contacts.map((contact) =>
      keys.has(contact.key) && (contact.isActive || contact.unsubscribedVersion === undefined)
        ? { ...contact, isActive: false, unsubscribedVersion: version, lastModified: now }
        : contact,
    ),
  );
}

export function contactAmong(contacts: readonly Contact[], contactId: string): Contact {
  const contact = contacts.find((each) => each.contactId === contactId);
  if (!contact) throw new Refused('not-found', 'contact-not-found', 'There is no such contact of this customer.');
  return contact;
}
