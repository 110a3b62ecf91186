import type { Event } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';
import type { Effect } from '../permits/effect.ts';
import { writeEffects } from '../permits/write-effects.ts';
import { newCustomer, type Customer } from './customer.ts';
import { loadOrRestore } from './restore-lost.ts';

type About = { data: { creditorId: string; customerId: string } };

/**
 * Applies facts to their customers, those of a customer in order, in a constant number of round trips. Topics have no
 * common order, so a fact may be the first we hear of somebody: it is kept, and the owner's view is filled in later.
 */
export async function changeCustomers<E extends Event<never> | About>(
  tx: Tx,
  events: readonly (E & About)[],
  change: (customer: Customer, event: E) => Effect<unknown>,
): Promise<void> {
  const about = events.map(({ data }) => data);
  const { before, after } = await loadOrRestore(tx, about);
  const effects = events.map((event) => {
    const { creditorId, customerId } = event.data;
    const effect = change(after.get(customerId) ?? newCustomer(creditorId, customerId), event);
    after.set(customerId, effect.customer);
    return effect;
  });
  await writeEffects(tx, before, after, effects);
}
