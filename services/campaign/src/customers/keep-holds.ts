import { HoldLiftedV1, HoldPlacedV1, type HoldFacts } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { applyToLive } from '../campaigns/apply-steps.ts';
import { byCreditor } from '../campaigns/by-creditor.ts';
import { lookAnew } from '../campaigns/look-anew.ts';
import { loadCustomers, saveCustomers } from './customer.store.ts';
import type { Customer } from './customer.ts';
import { withHold, withoutHold } from './customer.ts';

type Heard = { creditorId: string; customerId: string; hold: HoldFacts; republished: boolean };

async function keep(
  tx: Tx,
  now: Date,
  heard: readonly Heard[],
  apply: (customer: Customer, hold: HoldFacts) => Customer,
): Promise<void> {
  for (const [creditorId, own] of byCreditor(heard)) {
    const ids = own.map(({ customerId }) => customerId);
    const known = await loadCustomers(tx, creditorId, ids);
    for (const { customerId, hold } of own) {
      const customer = known.get(customerId);
      if (customer) known.set(customerId, apply(customer, hold));
    }
    await saveCustomers(tx, [...known.values()]);
    const triggering = own.filter(({ republished }) => !republished).map(({ customerId }) => customerId);
    await applyToLive(tx, now, creditorId, triggering, (situation) => lookAnew(situation, now));
  }
}

/** The guard's holds: whoever may not be contacted has nothing planned that would contact them. */
export const keepHolds = ({ now }: Deps): Consumer[] => [
  consumer('keep-holds', HoldPlacedV1, (tx, events) =>
    keep(tx, now(), events.map(({ data, republished }) => ({ ...data, republished: republished === true })), withHold),
  ),
  consumer('keep-holds', HoldLiftedV1, (tx, events) =>
    keep(tx, now(), events.map(({ data, republished }) => ({ ...data, republished: republished === true })), withoutHold),
  ),
]; // prettier-ignore
