import { Id, Instant, PlanRevocationReason } from '@fairdue/contracts';
import { z } from 'zod';
import { PaymentMethodInfo } from '../payments/payment-method.ts';

const centsMax = 10 ** 12;
const installmentsMax = 120;

const Installment = z.strictObject({ dueDate: Instant, amountCents: z.int().positive().max(centsMax) });

const isAscending = (installments: readonly z.infer<typeof Installment>[]): boolean =>
  installments.every(
    ({ dueDate }, i) => i === 0 || Date.parse(installments[i - 1]?.dueDate ?? '') < Date.parse(dueDate),
  );

/** What a customer agreed to. `discountCents` is what the creditor lets them off when all is paid. */
export const PlanTerms = z.strictObject({
  installments: z
    .array(Installment)
    .min(1)
    .max(installmentsMax)
    .refine(isAscending, 'each must be due after the one before'),
  discountCents: z.int().min(0).max(centsMax).default(0),
  frequency: z.enum(['UNKNOWN', 'WEEKLY', 'BI_WEEKLY', 'MONTHLY', 'CUSTOM']),
  consent: z.strictObject({ ip: z.union([z.ipv4(), z.ipv6()]).exactOptional(), time: Instant }),
  reason: z.string().trim().min(1).max(200).default('OTHER'),
  isRecurring: z.boolean().default(false),
  originatingTokenId: z.string().min(1).max(200).exactOptional(),
  paymentMethodInfo: PaymentMethodInfo.exactOptional(),
});
export type PlanTerms = z.infer<typeof PlanTerms>;

export const PlanRequest = PlanTerms.extend({ debtId: Id });

export const Revocation = z.strictObject({
  revocationReason: PlanRevocationReason.default('MISC_REMOVAL'),
  reason: z.string().trim().min(1).max(500),
});
export type Revocation = z.infer<typeof Revocation>;
