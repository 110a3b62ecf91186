import { calendarDateOf, usd } from '../wire/scalars.ts';
import { isPaid, statusOf, type Installment, type PaymentPlan } from './payment-plan.ts';

const methodOf = ({ terms: { paymentMethodInfo } }: PaymentPlan) => {
  if (paymentMethodInfo?.cardInfo) return 'CARD';
  return paymentMethodInfo?.achInfo ? 'ACH' : 'OTHER';
};

const installmentBody = (installment: Installment, plan: PaymentPlan, now: Date) => ({
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

const applicationBody = ({ terms, installments, amountToPayCents, debtId, recordedBy }: PaymentPlan) => ({
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

/** A plan as R25 shows it. */
export function planBody(plan: PaymentPlan, now: Date) {
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
