import { Id, PlanRevocationReason } from '@fairdue/contracts';
import { z } from 'zod';
import { PaymentMethod, PaymentMethodInfo } from '../payments/payment-method.ts';
import { Amount, CalendarDate, calendarDateOf, Milliseconds, usd } from '../wire/scalars.ts';
import { InstallmentStatus, isPaid, statusOf, type Installment, type PaymentPlan } from './payment-plan.ts';
import { PlanTerms } from './payment-plan.schema.ts';

const InstallmentBody = z.strictObject({
  dueDate: Milliseconds,
  datePaid: Milliseconds.exactOptional(),
  isPaid: z.boolean(),
  isIvrPayment: z.boolean(),
  isEnteredByAgent: z.boolean(),
  paymentMethod: PaymentMethod,
  status: InstallmentStatus,
  installmentAmount: Amount,
  amountDue: Amount,
});

const ApplicationBody = z.strictObject({
  originatingTokenId: z.string().exactOptional(),
  installments: z.array(z.strictObject({ dueDate: Milliseconds, amount: Amount })),
  frequency: PlanTerms.shape.frequency,
  consent: z.strictObject({ ip: z.string().exactOptional(), time: Milliseconds }),
  debtId: Id,
  startCalendarDay: CalendarDate,
  reason: z.string(),
  createdByUserAccountId: z.string().exactOptional(),
  amountToPay: Amount,
  discount: Amount,
});

/** A plan as R25 shows it. */
export const PlanBody = z
  .strictObject({
    application: ApplicationBody,
    nextInstallment: z.int().exactOptional(),
    paymentMethodInfo: PaymentMethodInfo.exactOptional(),
    revocation: z
      .strictObject({ date: Milliseconds, reason: z.string(), revocationReason: PlanRevocationReason })
      .exactOptional(),
    fullyPaid: z.boolean(),
    installments: z.array(InstallmentBody),
    debtStateId: z.string(),
    isRecurring: z.boolean(),
  })
  .meta({ id: 'PaymentPlan' });

const methodOf = ({ terms: { paymentMethodInfo } }: PaymentPlan) => {
  if (paymentMethodInfo?.cardInfo) return 'CARD';
  return paymentMethodInfo?.achInfo ? 'ACH' : 'OTHER';
};

const installmentBody = (installment: Installment, plan: PaymentPlan, now: Date): z.infer<typeof InstallmentBody> => ({
  dueDate: installment.dueAt.getTime(),
  ...(installment.paid && { datePaid: installment.paid.at.getTime() }),
  isPaid: isPaid(installment),
  isIvrPayment: installment.paid?.isIvrPayment ?? false,
  isEnteredByAgent: installment.paid?.isEnteredByAgent ?? false,
  paymentMethod: installment.paid?.method ?? methodOf(plan),
  status: statusOf(installment, plan.patience, now),
  installmentAmount: usd(installment.amountCents),
  amountDue: usd(installment.amountCents - installment.paidCents),
});

const applicationBody = ({
  terms,
  installments,
  amountToPayCents,
  debtId,
  recordedBy,
}: PaymentPlan): z.infer<typeof ApplicationBody> => ({
  ...(terms.originatingTokenId !== undefined && { originatingTokenId: terms.originatingTokenId }),
  installments: installments.map(({ dueAt, amountCents }) => ({ dueDate: dueAt.getTime(), amount: usd(amountCents) })),
  frequency: terms.frequency,
  consent: { ...terms.consent, time: Date.parse(terms.consent.time) },
  debtId,
  startCalendarDay: calendarDateOf(installments[0]?.dueAt ?? new Date(terms.consent.time)),
  reason: terms.reason,
  ...(recordedBy.kind === 'account' && { createdByUserAccountId: recordedBy.id }),
  amountToPay: usd(amountToPayCents),
  discount: usd(terms.discountCents),
});

export function planBody(plan: PaymentPlan, now: Date): z.infer<typeof PlanBody> {
  const nextInstallment = plan.installments.findIndex((installment) => !isPaid(installment));
  return {
    application: applicationBody(plan),
    ...(nextInstallment >= 0 && { nextInstallment }),
    ...(plan.terms.paymentMethodInfo && { paymentMethodInfo: plan.terms.paymentMethodInfo }),
    ...(plan.revocation && {
      revocation: {
        date: plan.revocation.at.getTime(),
        reason: plan.revocation.reason,
        revocationReason: plan.revocation.revocationReason,
      },
    }),
    fullyPaid: plan.isFullyPaid,
    installments: plan.installments.map((installment) => installmentBody(installment, plan, now)),
    debtStateId: `${plan.debtId}.${plan.debtVersion}`,
    isRecurring: plan.terms.isRecurring,
  };
}
