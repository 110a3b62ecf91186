import type { RecordedBy } from '@fairdue/contracts';
import type { CalendarDate } from '../wire/scalars.ts';
import { totalCents } from './balance.ts';
import type { Debt } from './debt.ts';

export const last4 = (text: string): string => text.slice(-4);

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What was owed, what was paid or credited since, and what is left: the three always add up. */
function itemizationOf({ toCollect, balance, placed, entriesBeforeReopening }: Debt) {
  const isReopened = entriesBeforeReopening !== undefined; // its new balance is after any credits
  const creditsCents = isReopened ? 0 : (placed.initialPaymentsAndCredits?.amount ?? 0);
  return {
    principalCents: toCollect.principalCents + creditsCents,
    interestCents: toCollect.interestCents,
    feesCents: toCollect.feesCents + toCollect.costsCents,
    paymentsAndCreditsCents: creditsCents + totalCents(toCollect) - totalCents(balance),
  };
}

const dayOf = ({ year, month, day }: CalendarDate): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** What the creditor said of the time to sue; absent where nothing. */
function outOfStatuteOf({ explicitOutOfStatuteDate: date, explicitOutOfStatuteFlag: flag }: Debt['placed']) {
  if (date === undefined && flag === undefined) return {};
  return { outOfStatute: { ...(date && { date: dayOf(date) }), ...(flag !== undefined && { flag }) } };
}

function disputeOf({ dispute, answeredDispute }: Debt) {
  if (dispute) return { dispute: { openedAt: dispute.openedAt.toISOString() } };
  if (!answeredDispute) return {};
  const { openedAt, answer, answeredAt } = answeredDispute;
  return { dispute: { openedAt: openedAt.toISOString(), answer, answeredAt: answeredAt.toISOString() } };
}

/** A debt as every other service sees it. */
export const debtFacts = (debt: Debt, recordedBy: RecordedBy) => ({
  creditorId: debt.creditorId,
  customerId: debt.customerId,
  debtId: debt._id,
  ...(debt.transactionId !== undefined && {
    transactionId: debt.transactionId,
    accountLast4: last4(debt.transactionId),
  }),
  status: debt.status,
  currency: 'USD' as const,
  balanceCents: totalCents(debt.balance),
  initialTotalCents: totalCents(debt.toCollect),
  itemization: itemizationOf(debt),
  ...(debt.placed.itemizationTimestamp !== undefined && {
    itemizationDate: isoDate(debt.placed.itemizationTimestamp),
  }),
  ...(debt.placed.product !== undefined && { product: debt.placed.product }),
  ...(debt.placed.creditorName !== undefined && { creditorName: debt.placed.creditorName }),
  ...(debt.placed.originalCreditorName !== undefined && { originalCreditorName: debt.placed.originalCreditorName }),
  ...(debt.placed.defaultTimestamp !== undefined && { defaultDate: isoDate(debt.placed.defaultTimestamp) }),
  ...(debt.placed.postChargeOffInformation?.chargeOffTimestamp !== undefined && {
    chargeOffDate: isoDate(debt.placed.postChargeOffInformation.chargeOffTimestamp),
  }),
  ...outOfStatuteOf(debt.placed),
  ...disputeOf(debt),
  ...(debt.lastPaidAt && { lastPaidAt: debt.lastPaidAt.toISOString() }),
  pausedUntil: debt.pause?.endsAt?.toISOString() ?? null,
  paused: debt.pause ? { reason: debt.pause.reason } : null,
  hasAttorney: debt.representations?.attorney !== undefined,
  version: debt.version,
  recordedBy,
});
