import { Cents, Id, Instant, PlanRevocationReason, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import { PaymentMethod } from '../payments/payment-method.ts';
import { PlanTerms } from './payment-plan.schema.ts';
import { InstallmentStatus, isPaid, statusOf, type PaymentPlan } from './payment-plan.ts';

const stateOf = ({ isFullyPaid, revocation }: PaymentPlan) => {
  if (revocation) return 'revoked';
  return isFullyPaid ? 'fullyPaid' : 'active';
};

const AnsweredInstallment = z.strictObject({
  dueDate: Instant,
  amountCents: Cents,
  paidCents: Cents,
  isPaid: z.boolean(),
  status: InstallmentStatus,
  paidAt: Instant.exactOptional(),
  paymentMethod: PaymentMethod.exactOptional(),
});

/** A plan as the agency's own API shows it. */
export const PlanAnswer = z
  .strictObject({
    planId: Id,
    debtId: Id,
    customerId: Id,
    state: z.enum(['active', 'fullyPaid', 'revoked']),
    amountToPayCents: Cents,
    ...PlanTerms.shape,
    installments: z.array(AnsweredInstallment),
    revocation: z
      .strictObject({ at: Instant, reason: z.string(), revocationReason: PlanRevocationReason })
      .exactOptional(),
    startedAt: Instant,
    recordedBy: RecordedBy,
  })
  .meta({ id: 'AgencyPlan' });

export const planAnswer = (plan: PaymentPlan, now: Date): z.infer<typeof PlanAnswer> => ({
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
