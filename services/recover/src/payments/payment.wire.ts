import { Id } from '@fairdue/contracts';
import { z } from 'zod';
import { Amount, Milliseconds, usd } from '../wire/scalars.ts';
import { Payee, TransactionType } from './payment.schema.ts';
import type { Payment } from './payment.ts';

export const PaymentBody = z
  .strictObject({
    meta: z.strictObject({ id: Id, timeCreated: Milliseconds }),
    amount: Amount.meta({ description: 'Negative when money went back.' }),
    payee: Payee,
    transactionType: TransactionType,
    transactionReference: z.string().exactOptional(),
    note: z.string(),
    returnedPaymentId: z.string().exactOptional(),
    paymentTimestamp: Milliseconds,
    isFailed: z.literal(true).exactOptional(),
  })
  .meta({ id: 'Payment' });

export const paymentBody = (payment: Payment): z.infer<typeof PaymentBody> => ({
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
