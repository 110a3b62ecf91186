import { PlanCompletedV1, PlanRevokedV1, type PlanRevocationReason, type RecordedBy } from '@fairdue/contracts';
import { enqueue } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import type { Debt } from '../debts/debt.ts';
import { loadPlan, savePlan } from './payment-plan.store.ts';
import { revoke, type PaymentPlan } from './payment-plan.ts';
import { planFacts } from './plan-facts.ts';
import { scheduleLook } from './plan-look.ts';
import { revocationReasonOf } from './plan-of-debt.ts';

/** A changed plan with everything that follows from it: the next look at it, and the fact that it is over. */
export async function storePlan(tx: Tx, plan: PaymentPlan, recordedBy: RecordedBy): Promise<void> {
  await savePlan(tx, plan);
  await scheduleLook(tx, plan);
  const { lastModified, revocation, isFullyPaid } = plan;
  if (isFullyPaid) await enqueue(tx, PlanCompletedV1, lastModified, planFacts(plan, recordedBy));
  if (!revocation) return;
  const { revocationReason } = revocation;
  await enqueue(tx, PlanRevokedV1, lastModified, { ...planFacts(plan, recordedBy), revocationReason });
}

export type Revoked = { reason: string; revocationReason: PlanRevocationReason };

/** Revokes a plan and says so. What becomes of its debt is the caller's. */
export async function revokePlan(tx: Tx, plan: PaymentPlan, revoked: Revoked, by: RecordedBy, at: Date) {
  const after = revoke(plan, revoked, at);
  await storePlan(tx, after, by);
  return after;
}

/** A debt that ends, or is disputed, ends its plan with it: call it for every change that may take a debt off its plan. */
export async function endPlanWithDebt(tx: Tx, before: Debt, after: Debt, by: RecordedBy): Promise<void> {
  if (before.paymentPlanId === undefined || after.paymentPlanId === before.paymentPlanId) return;
  const plan = await loadPlan(tx, [before.creditorId], before.paymentPlanId);
  const revocationReason = revocationReasonOf(after);
  await revokePlan(tx, plan, { reason: `The debt is ${after.status}.`, revocationReason }, by, after.lastModified);
}
