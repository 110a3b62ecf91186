import type { Contact, HoldFacts } from '@fairdue/contracts';
import type { TouchChannel } from '../cadence/cadence.ts';
import { zoneOfState } from './state-zones.ts';

/** A contact without what makes it personal: a campaign needs to know that it may be used, never where it leads. */
export type KnownContact = {
  contactId: string;
  type: 'email' | 'phone' | 'address';
  usable: boolean;
  texts: boolean;
  unsubscribed: boolean;
};

/** One that was lifted is remembered, so that an older word of its source does not bring it back. */
export type KnownHold = Omit<HoldFacts, 'endsAt'> & { endsAt: Date | null; isLifted: boolean };

/** When the person last did something about a message or a call, and what. */
export type Reached = { at: Date; how: 'opened' | 'answered' | 'wrote' };

export type Customer = {
  _id: string;
  creditorId: string;
  /** Version of the newest fact about the person; 0 when only holds have been heard of. */
  version: number;
  /** The first is the reference zone. Empty when no address tells. */
  zones: string[];
  contacts: KnownContact[];
  holds: KnownHold[];
  lastReached: Reached | null;
  /** Written by every start of a campaign, so that a start and a hold cannot pass each other unseen. */
  campaignsStarted: number;
};

export const unknownCustomer = (creditorId: string, customerId: string): Customer => ({
  _id: customerId,
  creditorId,
  version: 0,
  zones: [],
  contacts: [],
  holds: [],
  lastReached: null,
  campaignsStarted: 0,
});

type CustomerFacts = { version: number; contacts: Contact[]; contactIds?: string[] | undefined };

/** The person as their owner sees them now. What was unsubscribed stays so, whatever is placed again later. */
export function withFacts(customer: Customer, facts: CustomerFacts): Customer {
  const unsubscribed = new Set(facts.contactIds ?? []);
  for (const contact of customer.contacts) if (contact.unsubscribed) unsubscribed.add(contact.contactId);
  if (facts.version <= customer.version) {
    const contacts = customer.contacts.map((known) => ({ ...known, unsubscribed: unsubscribed.has(known.contactId) }));
    return { ...customer, contacts };
  }
  const contacts = facts.contacts.map((contact) => ({
    contactId: contact.contactId,
    type: contact.contactType,
    usable: contact.isActive && contact.valid && contact.status !== 'archived',
    texts: contact.receiveTextMessages === true,
    unsubscribed: unsubscribed.has(contact.contactId),
  }));
  return { ...customer, version: facts.version, contacts, zones: zonesOf(facts.contacts) };
}

function zonesOf(contacts: readonly Contact[]): string[] {
  const homes = contacts
    .filter((contact) => contact.isActive && contact.address)
    .sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  return [...new Set(homes.flatMap(({ address }) => zoneOfState(address?.state ?? '') ?? []))];
}

/** A hold says its newest word; an older one, or a repeat, changes nothing. */
export function withHold(customer: Customer, hold: HoldFacts): Customer {
  const known = customer.holds.find((each) => isSameHold(each, hold));
  if (known && known.source.version >= hold.source.version) return customer;
  return { ...customer, holds: [...customer.holds.filter((each) => each !== known), kept(hold, false)] };
}

/** Off again, unless its source has said something newer; also when this is heard before the hold itself. */
export function withoutHold(customer: Customer, hold: HoldFacts): Customer {
  const known = customer.holds.find((each) => isSameHold(each, hold));
  if (known && known.source.version > hold.source.version) return customer;
  if (known?.isLifted && known.source.version === hold.source.version) return customer;
  return { ...customer, holds: [...customer.holds.filter((each) => each !== known), kept(hold, true)] };
}

const kept = (hold: HoldFacts, isLifted: boolean): KnownHold => ({
  ...hold,
  endsAt: hold.endsAt === null ? null : new Date(hold.endsAt),
  isLifted,
});

const isSameHold = (a: Pick<HoldFacts, 'source'>, b: Pick<HoldFacts, 'source'>): boolean =>
  a.source.service === b.source.service && a.source.key === b.source.key;

const hasBegun = ({ startsAt }: KnownHold, now: Date): boolean => startsAt === undefined || new Date(startsAt) <= now;

const concerning = (customer: Customer, debtId: string | null): KnownHold[] =>
  customer.holds.filter(
    ({ isLifted, debtIds }) => !isLifted && (debtIds.length === 0 || (debtId !== null && debtIds.includes(debtId))),
  );

/** The holds that concern a debt now: not one that begins later. */
export const holdsOn = (customer: Customer, debtId: string | null, now: Date): KnownHold[] =>
  concerning(customer, debtId).filter((hold) => hasBegun(hold, now) && (hold.endsAt === null || hold.endsAt > now));

/** When holds on a debt begin and end by themselves, past or to come. */
export const turnsOfHolds = (customer: Customer, debtId: string | null): Date[] =>
  concerning(customer, debtId).flatMap(({ startsAt, endsAt }) => [
    ...(startsAt === undefined ? [] : [new Date(startsAt)]),
    ...(endsAt === null ? [] : [endsAt]),
  ]);

const platformChannel = { sms: 'text', email: 'email', call: 'voice' } as const;

/** The newest counts, whenever it is heard of. */
export const withReached = (customer: Customer, reached: Reached): Customer =>
  customer.lastReached && customer.lastReached.at >= reached.at ? customer : { ...customer, lastReached: reached };

const fits = ({ type, texts }: KnownContact, channel: TouchChannel | 'mail'): boolean => {
  if (channel === 'mail') return type === 'address';
  return channel === 'email' ? type === 'email' : type === 'phone' && (channel === 'call' || texts);
};

/** Is there anything on file to reach the person by, other than these? Whether it may be used, the guard says. */
export const hasContactOn = (customer: Customer, channel: TouchChannel | 'mail', except: readonly string[]): boolean =>
  customer.contacts.some(
    (contact) =>
      fits(contact, channel) && contact.usable && !contact.unsubscribed && !except.includes(contact.contactId),
  );

/** A contact that was not there, or not to be used, before. */
export const gainedContact = (before: Customer | undefined, { contacts }: Customer): boolean => {
  const known = new Set(
    before?.contacts.filter(({ usable }) => usable).map(({ contactId, texts }) => `${contactId} ${texts}`),
  );
  return contacts.some(({ usable, contactId, texts }) => usable && !known.has(`${contactId} ${texts}`));
};

const covers = (hold: KnownHold, channel: TouchChannel): boolean =>
  hold.channels.length === 0 || hold.channels.includes(platformChannel[channel]);

/**
 * Did the person close this channel: for all of it, or for every contact there is on it? A person who never had an
 * email has closed nothing.
 */
export function isClosed(customer: Customer, holds: readonly KnownHold[], channel: TouchChannel): boolean {
  const wishes = holds.filter(({ reason }) => reason === 'opted-out' || reason === 'unsubscribed');
  if (wishes.some((hold) => hold.contactIds.length === 0 && hold.channels.length > 0 && covers(hold, channel)))
    return true;
  const withdrawn = ({ contactId, unsubscribed }: KnownContact) =>
    unsubscribed || wishes.some((hold) => hold.contactIds.includes(contactId) && covers(hold, channel));
  const fitting = customer.contacts.filter(({ type }) => type === (channel === 'email' ? 'email' : 'phone'));
  const remaining = fitting.filter((contact) => !withdrawn(contact) && contact.usable);
  return fitting.some(withdrawn) && remaining.every((contact) => channel === 'sms' && !contact.texts);
}
