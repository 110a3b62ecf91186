import { Refused } from '@fairdue/refused';
import type { Reader } from '@fairdue/store';
import { postalKey, type Customer } from '../customers/customer.ts';
import { findByContact, loadCustomers } from '../customers/customer.store.ts';
import { knownPerson } from '../customers/know-person.ts';
import { readingsOf, theirs, type Reading } from '../customers/reference.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { ReceiveRequest } from './receive-request.ts';
import { isAt, numberOf, placeOf, type ContactPlace } from './told-contact.ts';

/**
 * One customer a message may be from, and the contact it came from, when that is known. Who was erased can still say STOP:
 * of them nothing else is kept.
 */
export type Sender = { customerId: string; contactId: string | null; wasErased?: true };

/** Where the message came from, or went to, as it says itself. */
export function placeTold({ channel, contact, content, direction }: ReceiveRequest): ContactPlace | undefined {
  const told = contact ? placeOf(channel, contact) : undefined;
  if (told) return told;
  const own = content?.[direction === 'inbound' ? 'from' : 'to'];
  if (typeof own !== 'string') return undefined;
  if (channel === 'email') return { contactType: 'email', value: own.trim().toLowerCase() };
  const number = numberOf(own);
  return number === undefined ? undefined : { contactType: 'phone', value: number };
}

/** The number or address by which a STOP is listed. */
export function addressOf(body: ReceiveRequest): string | undefined {
  const place = placeTold(body);
  return place && 'value' in place ? place.value : undefined;
}

type Fits = (contact: Customer['contacts'][number]) => boolean;
const having = (customers: readonly Customer[], fits: Fits): Sender[] =>
  customers.map(({ _id, contacts }) => ({ customerId: _id, contactId: contacts.find(fits)?.contactId ?? null }));

/** What each of the ids that `borrower` has may mean. */
export const borrowerReadings = ({ borrower }: ReceiveRequest): Reading[][] => [
  ...(borrower?.id ? [readingsOf(borrower.id)] : []),
  ...(borrower?.externalId ? [[theirs(borrower.externalId)]] : []),
];

/** The persons that `borrower` names: more than one where its two ids are of different people. */
async function namedPersons(from: Reader, creditorId: string, named: readonly Reading[][]): Promise<Customer[]> {
  const found: Customer[] = [];
  for (const readings of named) {
    const one = await knownPerson(from, creditorId, readings);
    if (one) found.push(one);
  }
  return onlyOnce(found);
}

const onlyOnce = (found: readonly Customer[]): Customer[] => [
  ...new Map(found.map((customer) => [customer._id, customer])).values(),
];

/** What the named contact may be, by our id or the creditor's. */
const contactReadings = ({ contactId, contactExternalId }: ReceiveRequest): Reading[] => [
  ...(contactId ? readingsOf(contactId) : []),
  ...(contactExternalId ? [theirs(contactExternalId)] : []),
];
const idFieldOf = { ours: 'contactId', theirs: 'externalId' } as const;

const oneOf =
  (readings: readonly Reading[]): Fits =>
  (contact) =>
    readings.some(({ kind, value }) => contact[idFieldOf[kind]] === value);

/** By our id; only when nobody has it, by the creditor's ids. */
async function ownersOfContact(from: Reader, creditorId: string, named: readonly Reading[]): Promise<Customer[]> {
  const owners: Customer[] = [];
  for (const { kind, value } of named) {
    owners.push(...(await findByContact(from, creditorId, idFieldOf[kind], value)));
    if (kind === 'ours' && owners.length > 0) break;
  }
  return onlyOnce(owners);
}

const ownersOfPlace = (from: Reader, creditorId: string, place: ContactPlace): Promise<Customer[]> =>
  'value' in place
    ? findByContact(from, creditorId, 'value', place.value)
    : findByContact(from, creditorId, 'postalKey', postalKey(place.address));

/** 6.1. Who it is from: the named person, else the owner of the named contact, else of where it came from, else of the thread. */
export async function findSenders(
  from: Reader,
  creditorId: string,
  body: ReceiveRequest,
  previous: Interaction | undefined,
): Promise<Sender[]> {
  const place = placeTold(body);
  const contact = contactReadings(body);
  const borrower = borrowerReadings(body);
  const fits: Fits = contact.length > 0 ? oneOf(contact) : place ? isAt(place) : () => false;
  if (borrower.length > 0) return having(await namedPersons(from, creditorId, borrower), fits);
  if (contact.length > 0) {
    const owners = await ownersOfContact(from, creditorId, contact);
    if (owners.length > 0) return having(owners, fits);
  }
  if (place) {
    const owners = await ownersOfPlace(from, creditorId, place);
    if (owners.length > 0) return having(owners, isAt(place));
  }
  const ofThread = senderOfThread(previous);
  if (ofThread.length === 0) return [];
  const there = await loadCustomers(from, creditorId, [ofThread[0]?.customerId ?? '']);
  return ofThread.filter(({ customerId }) => there.has(customerId));
}

const senderOfThread = (previous: Interaction | undefined): Sender[] =>
  previous?.customerId ? [{ customerId: previous.customerId, contactId: previous.contactId }] : [];

/** A STOP concerns everyone whose number it may be; anything else must be somebody's. */
export async function findStoppers(
  from: Reader,
  creditorId: string,
  body: ReceiveRequest,
  previous: Interaction | undefined,
): Promise<Sender[]> {
  const place = placeTold(body);
  const sharing = place && 'value' in place ? having(await ownersOfPlace(from, creditorId, place), isAt(place)) : [];
  const all = new Map<string, Sender>();
  for (const sender of [...(await findSenders(from, creditorId, body, previous)), ...sharing])
    if (!all.has(sender.customerId)) all.set(sender.customerId, sender);
  if (all.size > 0) return [...all.values()];
  return senderOfThread(previous).map((sender) => ({ ...sender, wasErased: true }));
}

/** The one it is from. A contact that was named has to be theirs. */
export function theSender(senders: readonly Sender[], body: ReceiveRequest): Sender {
  const [only, ...others] = senders;
  if (!only) throw new Refused('not-found', 'person-not-resolved', 'Nobody was found from whom this message could be.');
  if (others.length > 0)
    throw new Refused('malformed', 'person-ambiguous', 'Several people share that contact: name one in borrower.id.');
  if (contactReadings(body).length > 0 && only.contactId === null)
    throw new Refused('not-found', 'contact-not-found', 'That contact is not of this person.');
  return only;
}
