import { z } from 'zod';
import { CustomerPlacedV1, DebtPlacedV1 } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { matchNumbersOf } from '../inbound/stop-list.ts';
import { customerOf, debtOf, type Customer } from './customer.ts';
import { saveCustomers, saveDebts } from './customer.store.ts';

const Whole = z.object({ customer: CustomerPlacedV1.data, debts: z.array(DebtPlacedV1.data) });

/**
 * A fact not yet here is not a fact that never was: recover, who owns it, is asked. Its answer is kept like the event
 * that is still on its way. undefined: recover does not know that customer either.
 */
export async function askRecover(
  { db, upstream }: Pick<CommunicatorDeps, 'db' | 'upstream'>,
  creditorId: string,
  by: { customerId: string } | { reference: string },
): Promise<Customer | undefined> {
  let whole: z.output<typeof Whole>;
  try {
    whole = await upstream('recover').call({
      method: 'GET',
      ...('customerId' in by
        ? { path: `/internal/customers/${encodeURIComponent(by.customerId)}`, query: { creditorId } }
        : { path: '/internal/customers', query: { creditorId, reference: by.reference } }),
      creditorId,
      schema: Whole,
    });
  } catch (error) {
    if (error instanceof Refused && error.kind === 'not-found') return undefined;
    throw error;
  }
  const customer = customerOf(whole.customer);
  await transaction(db, async (tx) => {
    const saved = await saveCustomers(tx, [customer]);
    await saveDebts(tx, whole.debts.map(debtOf));
    await matchNumbersOf(tx, saved);
  });
  return customer;
}
