import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '@fairdue/contracts';
import type { Connection } from '@fairdue/store';
import { contactChangesOf, type Change } from './history.store.ts';

/** A customer's fact carries all of the customer's contacts. */
const contactIn = ({ state }: Change, contactId: string): Contact | undefined =>
  (state['contacts'] as Contact[]).find((contact) => contact.contactId === contactId);

/** What became of one contact: the changes of its customer that left it another than it was. */
export async function contactHistory(
  db: Connection,
  { creditorId, customerId, contactId }: { creditorId: string; customerId: string; contactId: string },
  limit: number,
  [after = -1]: readonly unknown[] = [],
): Promise<Change[]> {
  const found: Change[] = [];
  let before: Contact | undefined;
  for await (const change of contactChangesOf(db, creditorId, customerId)) {
    const contact = contactIn(change, contactId);
    if (!contact || isDeepStrictEqual(contact, before)) continue;
    before = contact;
    if (change.sequence > Number(after)) found.push({ ...change, state: { customerId, ...contact } });
    if (found.length === limit) break;
  }
  return found;
}
