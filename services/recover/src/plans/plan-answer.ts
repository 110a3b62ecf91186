import { isPaid, statusOf, type PaymentPlan } from './payment-plan.ts';

const stateOf = ({ isFullyPaid, revocation }: PaymentPlan) => {
  if (revocation) return 'revoked';
  return isFullyPaid ? 'fullyPaid' : 'active';
};

/** A plan as the agency's own API shows it. */
export const planAnswer = (plan: PaymentPlan, now: Date) => ({
  planId: plan._id,
  debtId: plan.debtId,
  customerId: plan.customerId,
  state: stateOf(plan),
  amountToPayCents: plan.amountToPayCents,
  ...plan.terms,
  installments: plan.installments.map((installment) => ({
    dueDate: installment.dueAt.toISOString(),
    amountCents: installment.amountCents,
    paidCents: installment.paidCents,
    isPaid: isPaid(installment),
    status: statusOf(installment, plan.patience, now),
    ...(installment.paid && { paidAt: installment.paid.at.toISOString(), paymentMethod: installment.paid.method }),
  })),
  ...(plan.revocation && { revocation: { ...plan.revocation, at: plan.revocation.at.toISOString() } }),
  startedAt: plan.timeCreated.toISOString(),
  recordedBy: plan.recordedBy,
});
