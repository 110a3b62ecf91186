import { Cents, Id, Instant } from '@fairdue/contracts';
import { z } from 'zod';
import { PaymentMethod, PaymentMethodInfo } from './payment-method.ts';
import { Payee, TransactionType } from './payment.schema.ts';
import type { Payment } from './payment.ts';

const stateOf = ({ isUnsettled, isFailed }: Payment) => {
  if (isFailed) return 'failed';
  return isUnsettled ? 'unsettled' : 'settled';
};

/** A payment as the agency's own API shows it. */
export const PaymentAnswer = z
  .strictObject({
    paymentId: Id,
    debtId: Id,
    customerId: Id,
    state: z.enum(['unsettled', 'settled', 'failed']),
    amountCents: Cents,
    payee: Payee,
    transactionType: TransactionType,
    transactionReference: z.string().exactOptional(),
    note: z.string(),
    returnedPaymentId: z.string().exactOptional(),
    paymentMethod: PaymentMethod.exactOptional(),
    paymentMethodInfo: PaymentMethodInfo.exactOptional(),
    failureReason: z.string().exactOptional(),
    isIvrPayment: z.boolean(),
    isEnteredByAgent: z.boolean(),
    paidAt: Instant,
    takenAt: Instant,
  })
  .meta({ id: 'AgencyPayment' });

export const paymentAnswer = (payment: Payment): z.infer<typeof PaymentAnswer> => ({
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
