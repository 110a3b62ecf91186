import type { Connection } from '@fairdue/store';
import { entriesAbout } from '../evidence/evidence.store.ts';
import type { Customer, Hold, MadeContact } from './customer.ts';
import { historySince } from './history.store.ts';
import { asOf } from './past-customer.ts';
import { restoredCustomer, tellingKinds } from './restored-customer.ts';
import { stood } from './stops-of.ts';

/** Contacts that limits do not count any more are in the evidence still. */
function allMade(made: readonly MadeContact[], proven: readonly MadeContact[]): MadeContact[] {
  const known = new Set(made.map(({ interactionId }) => interactionId));
  return [...proven.filter(({ interactionId }) => !known.has(interactionId)), ...made];
}

/** A hold that was placed anew has another beginning now. What evidence has of it until then says whether it stood. */
function holdsThen(holds: readonly Hold[], proven: readonly Hold[], at: Date): Hold[] {
  const earlier = new Map(proven.map((hold) => [hold.holdId, hold]));
  return holds.map((hold) => {
    const before = earlier.get(hold.holdId);
    return before && !stood(hold, at.getTime()) && stood(before, at.getTime()) ? before : hold;
  });
}

/**
 * The customer as they stood at a moment of the past: contacts and debts by what their owner said until then, holds of
 * then, and contacts made before however long ago. What became known later of an earlier time counts for that time.
 */
export async function customerThen(
  db: Connection,
  customer: Customer,
  { at, contactId }: { at: Date; contactId: string },
): Promise<Customer> {
  const { _id: customerId, creditorId } = customer;
  const who = { creditorId, customerId };
  const history = await historySince(db, [who], at);
  const entries = await entriesAbout(db, [who], tellingKinds);
  const { made } = restoredCustomer(creditorId, customerId, entries);
  const { holds } = restoredCustomer(
    creditorId,
    customerId,
    entries.filter((entry) => entry.at <= at),
  );
  return {
    ...asOf(customer, history.get(customerId) ?? [], at, contactId),
    made: allMade(customer.made, made),
    holds: holdsThen(customer.holds, holds, at),
  };
}
