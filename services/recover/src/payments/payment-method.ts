import { z } from 'zod';

export const PaymentMethod = z.enum(['CARD', 'ACH', 'CHECK', 'DIRECT2CREDITOR', 'OTHER']);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

const digits = (count: number) => z.string().regex(new RegExp(`^\\d{${count}}$`), `must be ${count} digits`);

const CardInfo = z.strictObject({
  expirationMonth: z
    .string()
    .regex(/^(0[1-9]|1[0-2])$/, 'must be 01 to 12')
    .exactOptional(),
  expirationYear: digits(4).exactOptional(),
  binNumber: digits(6).exactOptional(),
  billingZipCode: z.string().max(20).exactOptional(),
  cardType: z.enum(['UNKNOWN', 'MASTERCARD', 'VISA', 'DISCOVER']).exactOptional(),
  lastFourDigits: digits(4),
});

const AchInfo = z.strictObject({
  lastThreeOfAccountNumber: digits(3).exactOptional(),
  lastFourOfAccountNumber: digits(4),
});

/** What may be known here of a card or an account: never more than the digits that a receipt shows. */
export const PaymentMethodInfo = z.strictObject({
  cardInfo: CardInfo.exactOptional(),
  achInfo: AchInfo.exactOptional(),
});
export type PaymentMethodInfo = z.infer<typeof PaymentMethodInfo>;
