import type { DebtFacts } from '../documents/document.ts';

export const at = (text: string): Date => new Date(text);

export const ids = {
  creditorId: 'CR-1-1',
  customerId: 'BO-1-1',
  debtId: 'LN-1-1',
  documentId: 'DO-1-1',
  campaignId: 'RC-1-1',
  touchId: 'TO-1-1',
};

/** A debt as its owner tells of it: open, past due, $500 of $800 left. */
export const aDebt = (over: Partial<DebtFacts> = {}): DebtFacts => ({
  creditorId: ids.creditorId,
  customerId: ids.customerId,
  debtId: ids.debtId,
  status: 'New',
  currency: 'USD',
  balanceCents: 50_000,
  initialTotalCents: 80_000,
  itemization: { principalCents: 80_000, interestCents: 0, feesCents: 0, paymentsAndCreditsCents: -30_000 },
  accountLast4: '4321',
  pausedUntil: null,
  paused: null,
  hasAttorney: false,
  version: 1,
  recordedBy: { kind: 'account', id: 'AC-1-1' },
  ...over,
});
