import type { Payment } from './payment.ts';

const stateOf = ({ isUnsettled, isFailed }: Payment) => {
  if (isFailed) return 'failed';
  return isUnsettled ? 'unsettled' : 'settled';
};

/** A payment as the agency's own API shows it. */
export const paymentAnswer = (payment: Payment) => ({
  paymentId: payment._id,
  debtId: payment.debtId,
  customerId: payment.customerId,
  state: stateOf(payment),
  amountCents: payment.amountCents,
  payee: payment.payee,
  transactionType: payment.transactionType,
  ...(payment.transactionReference !== undefined && { transactionReference: payment.transactionReference }),
  note: payment.note,
  ...(payment.returnedPaymentId !== undefined && { returnedPaymentId: payment.returnedPaymentId }),
  ...(payment.method && { paymentMethod: payment.method }),
  ...(payment.methodInfo && { paymentMethodInfo: payment.methodInfo }),
  ...(payment.failureReason !== undefined && { failureReason: payment.failureReason }),
  isIvrPayment: payment.isIvrPayment ?? false,
  isEnteredByAgent: payment.isEnteredByAgent ?? false,
  paidAt: payment.paidAt.toISOString(),
  takenAt: payment.timeCreated.toISOString(),
});
