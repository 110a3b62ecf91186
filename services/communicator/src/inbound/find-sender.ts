import { Refused } from '@fairdue/refused';
import { postalKey, type Customer } from '../customers/customer.ts';
import { findByContact, findByReference, loadCustomers, type Reader } from '../customers/customer.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { ReceiveRequest } from './receive-request.ts';
import { isAt, numberOf, placeOf, type ContactPlace } from './told-contact.ts';

/** One customer a message may be from, and the contact it came from, when that is known. */
export type Sender = { customerId: string; contactId: string | null };

/** 1.2: `ext-` means the creditor's own id, a value in our form first ours and then the creditor's, any other the creditor's. */
export function referenceOf(value: string): { own: string | undefined; external: string } {
  if (value.startsWith('ext-')) return { own: undefined, external: value.slice(4) };
  return { own: /^([A-Z][A-Z0-9]-[A-Z0-9]+-[A-Z0-9]+|\d+$)/.test(value) ? value : undefined, external: value };
}

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

/** The persons that `borrower` names: more than one where its two ids are of different people. */
export async function namedPersons(from: Reader, creditorId: string, body: ReceiveRequest): Promise<Customer[]> {
  const { id, externalId } = body.borrower ?? {};
  const found: Customer[] = [];
  for (const { own, external } of [
    ...(id ? [referenceOf(id)] : []),
    ...(externalId ? [{ own: undefined, external: externalId }] : []),
  ]) {
    const byId = own === undefined ? undefined : (await loadCustomers(from, creditorId, [own])).get(own);
    const one = byId ?? (await findByReference(from, creditorId, external));
    if (one) found.push(one);
  }
  return [...new Map(found.map((customer) => [customer._id, customer])).values()];
}

const saysPerson = ({ borrower }: ReceiveRequest): boolean => !!borrower?.id || !!borrower?.externalId;

/** The named contact, by our id or the creditor's. */
function contactNamed({ contactId, contactExternalId }: ReceiveRequest): Fits | undefined {
  const { own, external } = contactId ? referenceOf(contactId) : { own: undefined, external: undefined };
  if (own === undefined && external === undefined && !contactExternalId) return undefined;
  return (contact) =>
    (own !== undefined && contact.contactId === own) ||
    (contact.externalId !== undefined && [external, contactExternalId].includes(contact.externalId));
}

async function ownersOfContact(from: Reader, creditorId: string, body: ReceiveRequest): Promise<Customer[]> {
  const { own, external } = body.contactId ? referenceOf(body.contactId) : { own: undefined, external: undefined };
  const owners = own === undefined ? [] : await findByContact(from, creditorId, 'contactId', own);
  if (owners.length > 0) return owners;
  for (const externalId of [external, body.contactExternalId])
    if (externalId) owners.push(...(await findByContact(from, creditorId, 'externalId', externalId)));
  return [...new Map(owners.map((owner) => [owner._id, owner])).values()];
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
  const named = contactNamed(body);
  const fits: Fits = named ?? (place ? isAt(place) : () => false);
  if (saysPerson(body)) return having(await namedPersons(from, creditorId, body), fits);
  if (named) {
    const owners = await ownersOfContact(from, creditorId, body);
    if (owners.length > 0) return having(owners, named);
  }
  if (place) {
    const owners = await ownersOfPlace(from, creditorId, place);
    if (owners.length > 0) return having(owners, isAt(place));
  }
  return previous?.customerId ? [{ customerId: previous.customerId, contactId: previous.contactId }] : [];
}

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
  return [...all.values()];
}

/** The one it is from. A contact that was named has to be theirs. */
export function theSender(senders: readonly Sender[], body: ReceiveRequest): Sender {
  const [only, ...others] = senders;
  if (!only) throw new Refused('not-found', 'person-not-resolved', 'Nobody was found from whom this message could be.');
  if (others.length > 0)
    throw new Refused('malformed', 'person-ambiguous', 'Several people share that contact: name one in borrower.id.');
  if (contactNamed(body) && only.contactId === null)
    throw new Refused('not-found', 'contact-not-found', 'That contact is not of this person.');
  return only;
}
