import { z } from 'zod';
import { MonetaryAmount, RequiredText, Text, Timestamp } from '../wire/scalars.ts';

/** Who got the money. */
export const Payee = z.enum(['CREDITOR', 'TRUEACCORD']);
export const TransactionType = z.enum(['PAYMENT', 'BALANCE_ADJUSTMENT', 'RETURNED_PAYMENT', 'REFUND']);

/** A payment as a creditor reports it (R24). `paymentTimeStamp` is the other spelling of its clients. */
export const PaymentRequest = z
  .object({
    amount: MonetaryAmount.refine(({ amount }) => amount !== 0, { path: ['amount'], error: 'must not be 0' }),
    payee: z.literal('CREDITOR'),
    transactionReference: Text.exactOptional(),
    note: Text.exactOptional(),
    transactionType: TransactionType,
    paymentTimestamp: Timestamp.exactOptional(),
    paymentTimeStamp: Timestamp.exactOptional(),
    returnedPaymentId: RequiredText.exactOptional(),
  })
  .refine(({ transactionType, amount }) => transactionType !== 'PAYMENT' || amount.amount >= 0, {
    path: ['amount', 'amount'],
    error: 'must be positive for a PAYMENT',
  })
  .refine(({ transactionType, returnedPaymentId }) => transactionType !== 'RETURNED_PAYMENT' || returnedPaymentId, {
    path: ['returnedPaymentId'],
    error: 'required',
  });
export type PaymentRequest = z.infer<typeof PaymentRequest>;
