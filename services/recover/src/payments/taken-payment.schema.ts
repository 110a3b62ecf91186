import { Id, Instant } from '@fairdue/contracts';
import { z } from 'zod';
import { textLengthMax } from '../wire/scalars.ts';
import { PaymentMethod, PaymentMethodInfo } from './payment-method.ts';

const Text = z.string().trim().min(1).max(textLengthMax);

/** A payment that the agency takes for the creditor. Of a card or an account only the last digits. */
export const TakenPaymentRequest = z.strictObject({
  debtId: Id,
  amountCents: z
    .int()
    .positive()
    .max(10 ** 12),
  paymentMethod: PaymentMethod.exclude(['DIRECT2CREDITOR']),
  paymentMethodInfo: PaymentMethodInfo.exactOptional(),
  transactionReference: Text.exactOptional(),
  note: Text.exactOptional(),
  paidAt: Instant.exactOptional(),
  isIvrPayment: z.boolean().default(false),
  isEnteredByAgent: z.boolean().default(false),
});
export type TakenPaymentRequest = z.infer<typeof TakenPaymentRequest>;
