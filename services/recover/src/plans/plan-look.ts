import type { Tx } from '@fairdue/store';
import { cancelTimers, schedule, timerKind } from '@fairdue/timers';
import { isActive, nextLookAt, type PaymentPlan } from './payment-plan.ts';

/** When a plan must be looked at again, because an installment becomes late then, or the plan breaks. */
export const planLook = timerKind<{ creditorId: string }>('plan-look', { time: 'business' });

export async function scheduleLook(tx: Tx, plan: PaymentPlan): Promise<void> {
  const dueAt = isActive(plan) ? nextLookAt(plan) : null;
  if (!dueAt) return cancelTimers(tx, planLook, [plan._id]);
  await schedule(tx, planLook, [{ id: plan._id, key: plan._id, dueAt, data: { creditorId: plan.creditorId } }]);
}
