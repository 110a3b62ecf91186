import type { DebtPlacedV1, DebtStatus, EventOf } from '@fairdue/contracts';

export type DebtFacts = EventOf<typeof DebtPlacedV1>['data'];

/** What a campaign has to know of the debt behind a document: its owner's words, kept current. */
export type LoanFacts = {
  providerName: string | null;
  originalCents: number;
  remainingCents: number;
  currency: string;
  debtStatus: DebtStatus;
  defaultDate: string | null;
  pausedReason: string | null;
  pausedUntil: Date | null;
  hasAttorney: boolean;
};

export type Document = {
  _id: string;
  creditorId: string;
  customerId: string;
  debtId: string;
  title: string;
  loan: LoanFacts;
  /** Version of the debt that this was made from: an older fact changes nothing. */
  debtVersion: number;
  /** When the validation notice went out; until then it is what a third-party collector sends first. */
  validationNoticeAt: Date | null;
  /** Written by every start of a campaign, so that two starts, or a start and a payment, cannot pass each other unseen. */
  liveCampaignId: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A debt and its document are one thing seen twice, so the second id follows from the first. */
export const documentIdOf = (debtId: string): string => `DO${debtId.slice(2)}`;

/** The document of a debt as its owner sees it now; undefined when that is no news. */
export function documentFrom(debt: DebtFacts, before: Document | undefined, now: Date): Document | undefined {
  if (before && before.debtVersion >= debt.version) return undefined;
  return {
    _id: documentIdOf(debt.debtId),
    creditorId: debt.creditorId,
    customerId: debt.customerId,
    debtId: debt.debtId,
    title: debt.product ?? `Debt …${debt.accountLast4 ?? debt.debtId.slice(-4)}`,
    loan: {
      providerName: debt.creditorName ?? null,
      originalCents: debt.initialTotalCents,
      remainingCents: debt.balanceCents,
      currency: debt.currency,
      debtStatus: debt.status,
      defaultDate: debt.defaultDate ?? null,
      pausedReason: debt.paused?.reason ?? (debt.status === 'Paused' ? 'unspecified' : null),
      pausedUntil: debt.pausedUntil === null ? null : new Date(debt.pausedUntil),
      hasAttorney: debt.hasAttorney,
    },
    debtVersion: debt.version,
    validationNoticeAt: before?.validationNoticeAt ?? null,
    liveCampaignId: before?.liveCampaignId ?? null,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

const open: ReadonlySet<DebtStatus> = new Set(['New', 'Paused', 'Disputed']);

/** Behind: open, something left to pay, and the default not in the future. */
export function loanStatus({ debtStatus, remainingCents, defaultDate }: LoanFacts, now: Date): 'BEHIND' | 'CURRENT' {
  const pastDue = defaultDate === null || defaultDate <= now.toISOString().slice(0, 10);
  return open.has(debtStatus) && remainingCents > 0 && pastDue ? 'BEHIND' : 'CURRENT';
}
