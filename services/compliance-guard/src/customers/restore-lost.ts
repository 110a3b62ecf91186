import type { Tx } from '@fairdue/store';
import { entriesAbout } from '../evidence/evidence.store.ts';
import type { Customer } from './customer.ts';
import { loadCustomers, type CustomerRef } from './customer.store.ts';
import { restoredCustomer, tellingKinds } from './restored-customer.ts';

/**
 * Of customers without a document those of whom there is evidence: their document is lost, not missing. Their holds,
 * consents and contacts are read from it, in the transaction that asks, so that nobody is taken for new and contacted.
 */
async function restoreLost(
  tx: Tx,
  refs: readonly CustomerRef[],
  known: ReadonlyMap<string, Customer>,
): Promise<Map<string, Customer>> {
  const missing = refs.filter(({ customerId }) => !known.has(customerId));
  const entries = await entriesAbout(tx, missing, tellingKinds);
  const lost = new Map<string, Customer>();
  for (const { creditorId, customerId } of missing) {
    const own = entries.filter((entry) => entry.creditorId === creditorId && entry.customerId === customerId);
    if (own.length > 0 && !lost.has(customerId)) lost.set(customerId, restoredCustomer(creditorId, customerId, own));
  }
  return lost;
}

/**
 * Customers as they are stored, and as whoever changes them finds them: with those restored whose document is lost. Who
 * stands in neither is unknown here.
 */
export async function loadOrRestore(
  tx: Tx,
  refs: readonly CustomerRef[],
): Promise<{ before: ReadonlyMap<string, Customer>; after: Map<string, Customer> }> {
  const before = await loadCustomers(tx, refs);
  return { before, after: new Map([...before, ...(await restoreLost(tx, refs, before))]) };
}
