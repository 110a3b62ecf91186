import type { RecordedBy } from '@fairdue/contracts';
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
  pausedUntil: debt.pause?.endsAt?.toISOString() ?? null,
  paused: debt.pause ? { reason: debt.pause.reason } : null,
  hasAttorney: debt.representations?.attorney !== undefined,
  version: debt.version,
  recordedBy,
});
