import { ContactChangedV1, type RecordedBy } from '@fairdue/contracts';
import { enqueueAll, fact, type Fact } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { customerFacts } from '../customers/customer-facts.ts';
import { findCustomers, saveCustomers } from '../customers/customer.store.ts';
import { changeContactsOf } from '../customers/customer.ts';
import type { Contact } from './contact.ts';

export type ContactChange = {
  creditorId: string;
  customerId: string;
  contactIds: readonly string[];
  /** Gives back the same contact when there is nothing to change. */
  change: (contact: Contact) => Contact;
  recordedBy: RecordedBy;
  causationId: string;
};

/** Changes contacts of many customers at once. What is as it should be is not announced again. */
export async function changeContacts(tx: Tx, changes: readonly ContactChange[], at: Date): Promise<void> {
  if (changes.length === 0) return;
  const creditorIds = [...new Set(changes.map(({ creditorId }) => creditorId))];
  const found = await findCustomers(tx, creditorIds, [...new Set(changes.map(({ customerId }) => customerId))]);
  const known = new Map(found.map((customer) => [customer._id, customer]));
  const changedIds = new Set<string>();
  const facts: Fact[] = [];
  for (const { creditorId, customerId, contactIds, change, recordedBy, causationId } of changes) {
    const before = known.get(customerId);
    if (before?.creditorId !== creditorId) continue;
    const after = changeContactsOf(before, contactIds, change, at);
    if (after === before) continue;
    known.set(customerId, after);
    changedIds.add(customerId);
    facts.push(fact(ContactChangedV1, at, customerFacts(after, recordedBy), { causationId }));
  }
  await saveCustomers(
    tx,
    [...known.values()].filter(({ _id }) => changedIds.has(_id)),
  );
  await enqueueAll(tx, facts);
}
