import { CustomerPlacedV1, DebtPlacedV1 } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { z } from 'zod';
import type { GuardConfig } from '../config.ts';
import { proofOfConsent } from '../evidence/proof-of-consent.ts';
import { writeEffects } from '../permits/write-effects.ts';
import { newCustomer, type Customer } from './customer.ts';
import { withCustomerView, withDebtView } from './owner-view.ts';
import { endedBy } from './past-customer.ts';
import { loadOrRestore } from './restore-lost.ts';
import { heldWhereListed, listedAmong } from './suppressed-contacts.ts';

/** A customer and their debts, as recover tells services of them. */
export const Whole = z.object({ customer: CustomerPlacedV1.data, debts: z.array(DebtPlacedV1.data) });

type By = { customerId: string } | { reference: string };

/**
 * Asks recover, who owns the facts, for a customer that no event has told us of yet, and keeps the answer as an event
 * would have been kept. Undefined: recover does not know such a customer either.
 */
export async function fetchCustomer(
  deps: Deps<GuardConfig>,
  creditorId: string,
  by: By,
): Promise<Customer | undefined> {
  const { path, query } =
    'customerId' in by
      ? { path: `/internal/customers/${encodeURIComponent(by.customerId)}`, query: { creditorId } }
      : { path: '/internal/customers', query: { creditorId, reference: by.reference } };
  try {
    const whole = await deps.upstream('recover').call({ method: 'GET', path, query, creditorId, schema: Whole });
    if (whole.customer.creditorId !== creditorId) return undefined;
    return await keepWhole(deps, whole);
  } catch (error) {
    if (error instanceof Refused && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** Keeps what recover answered as an event would have been kept. */
export const keepWhole = ({ db, config, now }: Deps<GuardConfig>, whole: z.output<typeof Whole>): Promise<Customer> =>
  transaction(db, async (tx) => {
    const { customerId, creditorId } = whole.customer;
    const { before: known, after: found } = await loadOrRestore(tx, [{ creditorId, customerId }]);
    const before = found.get(customerId) ?? newCustomer(creditorId, customerId);
    const viewed = withCustomerView(before, whole.customer, config.ADDRESS_HASH_KEY);
    const evidence = proofOfConsent(before, viewed, whole.customer.recordedBy, now());
    const listed = await listedAmong(tx, [whole.customer], config.ADDRESS_HASH_KEY);
    const customer = whole.debts.reduce(withDebtView, viewed);
    const past = endedBy(before, customer, now());
    const effect = heldWhereListed({ customer, answer: null, evidence, past }, listed, now());
    const after = effect.customer;
    await writeEffects(tx, known, new Map([[customerId, after]]), [effect]);
    return after;
  });
