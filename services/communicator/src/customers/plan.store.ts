import type { PlanStartedV1 } from '@fairdue/contracts';
import { collection, type Tx } from '@fairdue/store';
import { Schema } from 'mongoose';
import type { z } from 'zod';

type PlanFacts = z.output<typeof PlanStartedV1.data>;

/** What a customer agreed to pay, as a message says it. A copy; recover owns it. */
export type Plan = Pick<
  PlanFacts,
  'creditorId' | 'customerId' | 'debtId' | 'amountToPayCents' | 'discountCents' | 'installments' | 'version'
> & { _id: string; agreedAt: Date; isKept: boolean };

export const plans = collection<Plan>(
  'plans',
  {
    creditorId: String, customerId: String, debtId: String, amountToPayCents: Number, discountCents: Number,
    installments: [Schema.Types.Mixed], version: Number, agreedAt: Date, isKept: Boolean,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, debtId: 1, agreedAt: 1 }]] },
);

/** The plan each of these debts is on: the one that was agreed last and not ended since. */
export async function plansOf(
  { db }: Pick<Tx, 'db'>,
  creditorId: string,
  debtIds: readonly string[],
): Promise<Map<string, Plan>> {
  if (debtIds.length === 0) return new Map();
  const rows = await plans(db)
    .find({ creditorId, debtId: { $in: [...debtIds] }, isKept: true })
    .sort({ agreedAt: 1 })
    .lean<Plan[]>();
  return new Map(rows.map((row) => [row.debtId, row]));
}
