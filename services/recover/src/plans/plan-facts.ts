import type { RecordedBy } from '@fairdue/contracts';
import { isPaid, type PaymentPlan } from './payment-plan.ts';

/** A plan as every other service sees it. */
export const planFacts = (plan: PaymentPlan, recordedBy: RecordedBy) => ({
  creditorId: plan.creditorId,
  customerId: plan.customerId,
  debtId: plan.debtId,
  planId: plan._id,
  currency: 'USD' as const,
  amountToPayCents: plan.amountToPayCents,
  discountCents: plan.terms.discountCents,
  installments: plan.installments.map((installment) => ({
    dueAt: installment.dueAt.toISOString(),
    amountCents: installment.amountCents,
    isPaid: isPaid(installment),
  })),
  startedAt: plan.timeCreated.toISOString(),
  version: plan.version,
  recordedBy,
});
