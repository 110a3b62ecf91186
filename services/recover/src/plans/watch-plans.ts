import { DebtUpdatedV1, PlanInstallmentLateV1, type RecordedBy } from '@fairdue/contracts';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { timer } from '@fairdue/timers';
import { debtFacts } from '../debts/debt-facts.ts';
import { loadDebt, saveDebt } from '../debts/debt.store.ts';
import { loadPlan } from './payment-plan.store.ts';
import { isActive, overdue, type PaymentPlan } from './payment-plan.ts';
import { planFacts } from './plan-facts.ts';
import { planLook } from './plan-look.ts';
import { withoutPlan } from './plan-of-debt.ts';
import { revokePlan, storePlan } from './store-plan.ts';

const by: RecordedBy = { kind: 'service', id: 'recover' };

async function breakPlan(tx: Tx, plan: PaymentPlan, at: Date): Promise<void> {
  const broken = { reason: 'An installment stayed unpaid.', revocationReason: 'PLAN_BREAKAGE' as const };
  await revokePlan(tx, plan, broken, by, at);
  const debt = withoutPlan(await loadDebt(tx, plan.creditorId, plan.debtId), at);
  await saveDebt(tx, debt);
  await enqueue(tx, DebtUpdatedV1, at, debtFacts(debt, by));
}

async function look(tx: Tx, creditorId: string, planId: string, at: Date): Promise<void> {
  const before = await loadPlan(tx, [creditorId], planId);
  if (!isActive(before)) return;
  const { plan, late, isBroken } = overdue(before, at);
  for (const installment of late) await enqueue(tx, PlanInstallmentLateV1, at, { ...planFacts(plan, by), installment });
  if (isBroken) await breakPlan(tx, plan, at);
  else await storePlan(tx, plan, by);
}

/** An installment whose days of grace are over is late; a plan that is late for too long breaks, and its debt is open again. */
export const watchPlans = ({ now }: Deps) =>
  timer(planLook, async (tx, rows) => {
    for (const { id, data } of rows) await look(tx, data.creditorId, id, now());
  });
