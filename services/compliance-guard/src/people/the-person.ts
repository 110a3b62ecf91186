import { Id, type RecordedBy } from '@fairdue/contracts';
import { theCreditors, type Caller } from '@fairdue/http';
import { z } from 'zod';
import type { Customer } from '../customers/customer.ts';
import { findCustomer } from '../customers/customer.store.ts';
import { fetchCustomer } from '../customers/fetch-customer.ts';
import { noSuchPerson } from '../customers/no-such-person.ts';
import { isErased } from '../erasure/erased.ts';
import type { Guard } from '../permits/guard.ts';

/** A customer by our id, or as `ext-` and the reference that the creditor gave. */
export const PersonId = z.union([Id, z.string().regex(/^ext-.{1,255}$/, 'must be an id of a person')]);

/** The customer somebody at the agency means. Whom no event has told us of yet, recover is asked for. */
export async function thePerson({ deps }: Guard, from: Caller, personId: string): Promise<Customer> {
  const creditorIds = theCreditors(from);
  const by = personId.startsWith('ext-') ? { reference: personId.slice(4) } : { customerId: personId };
  const known = await findCustomer(deps.db, creditorIds, by);
  if (known && isErased(known)) throw noSuchPerson();
  if (known && known.version > 0) return known;
  for (const creditorId of creditorIds) {
    const fetched = await fetchCustomer(deps, creditorId, by);
    if (fetched) return fetched;
  }
  throw noSuchPerson();
}

/** Who writes something down, and why, in their words. */
export const writtenBy = ({ accountId, auditDescription }: Caller, reason = auditDescription): RecordedBy => ({
  kind: 'account',
  id: accountId,
  ...(reason && { description: reason }),
});
