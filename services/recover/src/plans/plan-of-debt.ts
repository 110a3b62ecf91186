import type { DebtStatus, PlanRevocationReason } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { totalCents } from '../debts/balance.ts';
import { changed, isTerminal, statusOpen, type Debt } from '../debts/debt.ts';
import type { Payment } from '../payments/payment.ts';
import { complete, cover, uncover, type PaymentPlan } from './payment-plan.ts';

/** A plan is for a debt that is collected, and for money that is not already on its way. */
export function requirePlannable(debt: Debt): void {
  if (isTerminal(debt.status))
    throw new Refused('rule', 'debt-terminal', `A debt that is ${debt.status} takes no payment plan.`);
  if (debt.dispute) throw new Refused('rule', 'debt-disputed', 'A disputed debt takes no payment plan.');
  if (debt.unsettledCents) throw new Refused('rule', 'payment-pending', 'A payment of this debt is not settled yet.');
}

export function withPlan(debt: Debt, paymentPlanId: string, now: Date): Debt {
  const after = { ...changed(debt, now), paymentPlanId };
  return { ...after, status: statusOpen(after) };
}

function offPlan({ paymentPlanId: _plan, ...debt }: Debt): Debt {
  return { ...debt, status: isTerminal(debt.status) ? debt.status : statusOpen(debt) };
}

export const withoutPlan = (debt: Debt, now: Date): Debt => changed(offPlan(debt), now);

const revocationReasons: Partial<Record<DebtStatus, PlanRevocationReason>> = {
  Disputed: 'IN_DISPUTE',
  RetractedByCreditor: 'CLIENT_RETRACTED',
};

/** Why a plan ends together with what became of its debt. */
export const revocationReasonOf = ({ status, dispute }: Debt): PlanRevocationReason =>
  dispute ? 'IN_DISPUTE' : (revocationReasons[status] ?? (isTerminal(status) ? 'CLOSED' : 'MISC_REMOVAL'));

/**
 * A payment as the plan sees it, before it is posted: a plan paid to its end lets the debt off it. What is then still
 * open is forgiven as far as the discount goes; a debt that owes more than that, because older money went back, is open.
 */
export function payPlan(debt: Debt, plan: PaymentPlan, payment: Payment, now: Date): { debt: Debt; plan: PaymentPlan } {
  const { _id: paymentId, amountCents, paidAt, isIvrPayment, isEnteredByAgent } = payment;
  if (amountCents < 0) return { debt, plan: uncover(plan, -amountCents, now) };
  const paid = {
    at: paidAt,
    method: payment.method ?? ('DIRECT2CREDITOR' as const),
    ...(isIvrPayment && { isIvrPayment }),
    ...(isEnteredByAgent && { isEnteredByAgent }),
  };
  const openCents = totalCents(debt.balance) - amountCents;
  if (openCents <= 0) return { debt: offPlan(debt), plan: complete(plan, paid, now) };
  const after = cover(plan, amountCents, paid, now);
  if (!after.isFullyPaid) return { debt, plan: after };
  const isSettled = openCents <= plan.terms.discountCents;
  const settlements = [...(debt.settlements ?? []), ...(isSettled ? [paymentId] : [])];
  return { debt: { ...offPlan(debt), settlements }, plan: after };
}
