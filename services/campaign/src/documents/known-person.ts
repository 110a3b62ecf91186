import { erasedVersion } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { loadCustomers } from '../customers/customer.store.ts';
import type { Customer } from '../customers/customer.ts';

/** Somebody this creditor has placed. A foreign person is an unknown one, as are one who was erased and one whose placement is still on its way. */
export async function knownPerson(tx: Tx, creditorId: string, personId: string): Promise<Customer> {
  const customer = (await loadCustomers(tx, creditorId, [personId])).get(personId);
  if (customer && customer.version > 0 && customer.version < erasedVersion) return customer;
  throw new Refused('malformed', 'person-unknown', 'Invalid body.', [{ path: 'personId', problem: 'is nobody here' }]);
}
