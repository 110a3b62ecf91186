import { usd } from '../wire/scalars.ts';
import type { Payment } from './payment.ts';

export const paymentBody = (payment: Payment) => ({
  meta: { id: payment._id, timeCreated: payment.timeCreated.getTime() },
  amount: usd(payment.amountCents),
  payee: payment.payee,
  transactionType: payment.transactionType,
  ...(payment.transactionReference !== undefined && { transactionReference: payment.transactionReference }),
  note: payment.note,
  ...(payment.returnedPaymentId !== undefined && { returnedPaymentId: payment.returnedPaymentId }),
  paymentTimestamp: payment.paidAt.getTime(),
  ...(payment.isFailed && { isFailed: true }),
});
