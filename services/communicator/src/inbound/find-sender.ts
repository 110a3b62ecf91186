import { Refused } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import type { Customer } from '../customers/customer.ts';
import { findByContact, loadCustomers } from '../customers/customer.store.ts';
import { loadInteractions } from '../interactions/interaction.store.ts';
import type { ReceiveRequest } from './receive-request.ts';

/** One customer a message may be from, and the contact it came from, when that is known. */
export type Sender = { customerId: string; contactId: string | null };

/** E.164 of a number as people and carriers write it; numbers without a country are taken as American. */
export function numberOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return undefined;
  if (text.trim().startsWith('+')) return `+${digits}`;
  return digits.length === 10 ? `+1${digits}` : `+${digits}`;
}

/** Where the message came from, as it says itself. */
export function addressOf({ channel, contact, content, direction }: ReceiveRequest): string | undefined {
  const own = content?.[direction === 'inbound' ? 'from' : 'to'];
  const text = contact?.value ?? (typeof own === 'string' ? own : undefined);
  if (text === undefined) return undefined;
  return channel === 'text' || channel === 'voice' || channel === 'fax' ? numberOf(text) : text.trim().toLowerCase();
}

const bare = (reference: string): string => reference.replace(/^ext-/, '');

const having = (customers: readonly Customer[], fits: (contact: Customer['contacts'][number]) => boolean): Sender[] =>
  customers.map(({ _id, contacts }) => ({ customerId: _id, contactId: contacts.find(fits)?.contactId ?? null }));

/** Who it is from: the named person, else the owner of the named contact, else of the address, else of the thread. */
export async function findSenders(tx: Tx, creditorId: string, body: ReceiveRequest): Promise<Sender[]> {
  const { borrower, contactId, contactExternalId, previousInteractionId } = body;
  const address = addressOf(body);
  const person = borrower?.id ?? borrower?.externalId;
  if (person !== undefined) {
    const known = [...(await loadCustomers(tx, creditorId, [person])).values()];
    if (known.length > 0) return having(known, ({ value }) => value === address);
  }
  if (contactId) {
    const owners = await findByContact(tx, creditorId, 'contactId', contactId);
    if (owners.length > 0) return having(owners, (contact) => contact.contactId === contactId);
  }
  const externalId = contactExternalId ?? (contactId ? bare(contactId) : undefined);
  if (externalId) {
    const owners = await findByContact(tx, creditorId, 'externalId', externalId);
    if (owners.length > 0) return having(owners, (contact) => contact.externalId === externalId);
  }
  if (address !== undefined) {
    const owners = await findByContact(tx, creditorId, 'value', address);
    if (owners.length > 0) return having(owners, ({ value }) => value === address);
  }
  if (previousInteractionId) {
    const earlier = (await loadInteractions(tx, creditorId, [previousInteractionId])).get(previousInteractionId);
    if (earlier?.customerId) return [{ customerId: earlier.customerId, contactId: earlier.contactId }];
  }
  return [];
}

/** A STOP concerns everyone whose number it may be; anything else must be somebody's. */
export async function findStoppers(tx: Tx, creditorId: string, body: ReceiveRequest): Promise<Sender[]> {
  const named = await findSenders(tx, creditorId, body);
  const number = addressOf(body);
  const sharing =
    number === undefined
      ? []
      : having(await findByContact(tx, creditorId, 'value', number), ({ value }) => value === number);
  const all = new Map<string, Sender>();
  for (const sender of [...named, ...sharing]) if (!all.has(sender.customerId)) all.set(sender.customerId, sender);
  return [...all.values()];
}

export function theSender(senders: readonly Sender[]): Sender {
  const [only, ...others] = senders;
  if (!only) throw new Refused('not-found', 'person-not-resolved', 'Nobody was found from whom this message could be.');
  if (others.length > 0)
    throw new Refused('malformed', 'person-ambiguous', 'Several people share that contact: name one in borrower.id.');
  return only;
}
