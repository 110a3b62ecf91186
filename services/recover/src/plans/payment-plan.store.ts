import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, type Tx } from '@fairdue/store';
import type { Reader } from '../customers/customer.store.ts';
import type { PaymentPlan } from './payment-plan.ts';

const { Mixed } = Schema.Types;

export const paymentPlans = collection<PaymentPlan>(
  'payment_plans',
  {
    creditorId: String,
    customerId: String,
    debtId: String,
    terms: Mixed,
    amountToPayCents: Number,
    installments: [Mixed],
    patience: Mixed,
    debtVersion: Number,
    isFullyPaid: Boolean,
    revocation: Mixed,
    inactivatedAt: Date,
    recordedBy: Mixed,
    timeCreated: Date,
    lastModified: Date,
    version: Number,
  },
  { indexes: [[{ creditorId: 1, debtId: 1, timeCreated: 1, _id: 1 }]] },
);

/** A plan of a creditor the caller is not linked to is a plan that does not exist. */
export async function loadPlan(
  { db, session }: Reader,
  creditorIds: readonly string[],
  planId: string,
): Promise<PaymentPlan> {
  const plan = await paymentPlans(db)
    .findOne({ _id: planId, creditorId: { $in: creditorIds } }, null, { session: session ?? null })
    .lean<PaymentPlan>();
  if (!plan) throw new Refused('not-found', 'plan-not-found', 'There is no such payment plan.');
  return plan;
}

/** Every plan a debt ever had, oldest first. */
export const plansOf = ({ db }: Reader, creditorId: string, debtId: string): Promise<PaymentPlan[]> =>
  paymentPlans(db).find({ creditorId, debtId }).sort({ timeCreated: 1, _id: 1 }).lean<PaymentPlan[]>();

/** Every plan that any of these debts ever had, oldest first. */
export const plansOfDebts = ({ db }: Reader, creditorId: string, debtIds: readonly string[]): Promise<PaymentPlan[]> =>
  paymentPlans(db)
    .find({ creditorId, debtId: { $in: debtIds } })
    .sort({ timeCreated: 1, _id: 1 })
    .lean<PaymentPlan[]>();

export async function savePlan({ db, session }: Tx, plan: PaymentPlan): Promise<void> {
  await paymentPlans(db).replaceOne({ _id: plan._id, creditorId: plan.creditorId }, plan, { session, upsert: true });
}
