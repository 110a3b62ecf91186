import { z } from 'zod';
import {
  CalendarDate,
  Comment,
  listOf,
  MonetaryAmount,
  OwedAmount,
  RequiredText,
  Text,
  Timestamp,
} from '../wire/scalars.ts';

export const PostChargeOffInformation = z.object({
  chargeOffTimestamp: Timestamp.exactOptional(),
  balanceAtChargeOff: MonetaryAmount.exactOptional(),
  feesAccruedSinceChargeOff: MonetaryAmount.exactOptional(),
  interestAccruedSinceChargeOff: MonetaryAmount.exactOptional(),
  totalPaidSinceChargeOff: MonetaryAmount.exactOptional(),
});

export const ClientField = z.object({ key: RequiredText, value: Text });

/** A debt as a creditor places it. Unknown fields are dropped. */
export const DebtRequest = z
  .object({
    biller: Text.exactOptional(),
    product: Text.exactOptional(),
    initialPrincipal: OwedAmount,
    initialInterest: OwedAmount,
    initialFees: OwedAmount,
    transactionId: RequiredText.exactOptional(),
    transactionIp: z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address').exactOptional(),
    transactionTimestamp: Timestamp.exactOptional(),
    defaultTimestamp: Timestamp.exactOptional(),
    accountOpenTimestamp: Timestamp.exactOptional(),
    clientFields: listOf(ClientField).exactOptional(),
    sendCbrNegativeNotice: z.boolean().exactOptional(),
    hasSentCbrNegativeNotice: z.boolean().exactOptional(),
    postChargeOffInformation: PostChargeOffInformation.exactOptional(),
    itemizationTimestamp: Timestamp.exactOptional(),
    initialPaymentsAndCredits: OwedAmount.exactOptional(),
    isInitialPrincipalBeforePaymentsAndCredits: z.boolean().exactOptional(),
    creditorName: Text.exactOptional(),
    originalCreditorName: Text.exactOptional(),
    explicitOutOfStatuteDate: CalendarDate.exactOptional(),
    explicitOutOfStatuteFlag: z.boolean().exactOptional(),
    comments: listOf(Comment).exactOptional(),
  })
  .refine(
    (debt) =>
      debt.isInitialPrincipalBeforePaymentsAndCredits !== true ||
      (debt.initialPaymentsAndCredits?.amount ?? 0) <= debt.initialPrincipal.amount,
    { path: ['initialPaymentsAndCredits'], error: 'must not exceed the principal' },
  )
  .refine(
    ({ transactionTimestamp, defaultTimestamp }) =>
      transactionTimestamp === undefined || defaultTimestamp === undefined || transactionTimestamp <= defaultTimestamp,
    { path: ['transactionTimestamp'], error: 'must not be after defaultTimestamp' },
  )
  .meta({ id: 'DebtRequest' });
export type DebtRequest = z.infer<typeof DebtRequest>;
