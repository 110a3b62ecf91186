import { z } from 'zod';
import { CustomerPlacedV1, DebtPlacedV1 } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { matchNumbersOf } from '../inbound/stop-list.ts';
import { customerOf, debtOf } from './customer.ts';
import { saveCustomers, saveDebts } from './customer.store.ts';

const Whole = z.object({ customer: CustomerPlacedV1.data, debts: z.array(DebtPlacedV1.data) });

/**
 * A fact not yet here is not a fact that never was: recover, who owns it, is asked. Its answer is kept like the event
 * that is still on its way. false: recover does not know that customer either.
 */
export async function askRecover(
  { db, upstream }: Pick<CommunicatorDeps, 'db' | 'upstream'>,
  creditorId: string,
  customerId: string,
): Promise<boolean> {
  let whole: z.output<typeof Whole>;
  try {
    whole = await upstream('recover').call({
      method: 'GET',
      path: `/internal/customers/${encodeURIComponent(customerId)}`,
      query: { creditorId },
      creditorId,
      schema: Whole,
    });
  } catch (error) {
    if (error instanceof Refused && error.kind === 'not-found') return false;
    throw error;
  }
  await transaction(db, async (tx) => {
    const saved = await saveCustomers(tx, [customerOf(whole.customer)]);
    await saveDebts(tx, whole.debts.map(debtOf));
    await matchNumbersOf(tx, saved);
  });
  return true;
}
