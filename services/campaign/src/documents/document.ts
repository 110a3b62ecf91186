import { createHash } from 'node:crypto';
import type { DebtPlacedV1, DebtStatus, EventOf } from '@fairdue/contracts';

export type DebtFacts = EventOf<typeof DebtPlacedV1>['data'];

/** What a document may be about. A debt's document is `other`: nobody says what it was for. */
export const chattelTypes = [
  'vehicle', 'motorcycle', 'trailer', 'boat', 'aircraft', 'machinery', 'equipment', 'livestock', 'crops', 'inventory',
  'electronics', 'furniture', 'appliance', 'jewelry', 'art', 'other',
] as const; // prettier-ignore
export type ChattelType = (typeof chattelTypes)[number];

export type LoanStatus = 'BEHIND' | 'CURRENT';

/** What a campaign has to know of the loan: the words of the debt's owner, or the lender's where there is no debt. */
export type LoanFacts = {
  providerName: string | null;
  originalCents: number;
  remainingCents: number;
  currency: string;
  /** `YYYY-MM-DD`; only a lender tells it. */
  maturityDate: string | null;
  /** What the lender says of a loan that is no debt here; null where the debt's own facts tell. */
  statedStatus: LoanStatus | null;
  debtStatus: DebtStatus;
  defaultDate: string | null;
  pausedReason: string | null;
  pausedUntil: Date | null;
  hasAttorney: boolean;
  /** An instalment of its plan is late, and no money has come in since. */
  planIsLate: boolean;
  /** The person was right: nothing is owed. */
  disputeUpheld: boolean;
};

export type Document = {
  _id: string;
  creditorId: string;
  /** Null until somebody says whose it is: only a document that was made by hand begins so. */
  customerId: string | null;
  /** Null for a document that was made by hand. */
  debtId: string | null;
  title: string;
  /** Somebody gave it that title: what the debt is called changes it no more. */
  titleGiven: boolean;
  description: string | null;
  chattelType: ChattelType;
  loan: LoanFacts | null;
  /** Version of the debt that this was made from: an older fact changes nothing. */
  debtVersion: number;
  /** When the validation notice went out; until then it is what a third-party collector sends first. */
  validationNoticeAt: Date | null;
  /** Written by every start of a campaign, so that two starts, or a start and a payment, cannot pass each other unseen. */
  liveCampaignId: string | null;
  /** Set on what is left of a deleted document, so that news of its debt does not bring it back. */
  deletedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** Who lent: the creditor, where the loan names nobody. */
export const providerOf = ({ providerName }: LoanFacts, companyName: string): string => providerName ?? companyName;

/** A campaign is only ever about a loan. */
export type LoanDocument = Document & { loan: LoanFacts };
export const hasLoan = (document: Document): document is LoanDocument => document.loan !== null;

/** A debt and its document are one thing seen twice, so the second id follows from the first. */
export const documentIdOf = (debtId: string): string => `DO${debtId.slice(2)}`;

/**
 * A number drawn from the id, evenly over all documents: the documents up to any lot are a fair sample of all. Twenty-four hex
 * digits: two never share one in practice, so that a walk by lot needs no second key.
 */
export const lotOf = (documentId: string): string => createHash('sha256').update(documentId).digest('hex').slice(0, 24);

/** The document of a debt as its owner sees it now; undefined when that is no news. */
export function documentFrom(debt: DebtFacts, before: Document | undefined, now: Date): LoanDocument | undefined {
  if (before && (before.deletedAt || before.debtVersion >= debt.version)) return undefined;
  return {
    _id: documentIdOf(debt.debtId),
    creditorId: debt.creditorId,
    customerId: debt.customerId,
    debtId: debt.debtId,
    title: before?.titleGiven ? before.title : (debt.product ?? `Debt …${debt.accountLast4 ?? debt.debtId.slice(-4)}`),
    titleGiven: before?.titleGiven ?? false,
    description: before?.description ?? null,
    chattelType: before?.chattelType ?? 'other',
    loan: {
      providerName: debt.creditorName ?? null,
      originalCents: debt.initialTotalCents,
      remainingCents: debt.balanceCents,
      currency: debt.currency,
      maturityDate: null,
      statedStatus: null,
      debtStatus: debt.status,
      defaultDate: debt.defaultDate ?? null,
      pausedReason: debt.paused?.reason ?? (debt.status === 'Paused' ? 'unspecified' : null),
      pausedUntil: debt.pausedUntil === null ? null : new Date(debt.pausedUntil),
      hasAttorney: debt.hasAttorney,
      planIsLate: isStillLate(debt, before?.loan),
      disputeUpheld: debt.dispute?.answer === 'upheld',
    },
    debtVersion: debt.version,
    validationNoticeAt: before?.validationNoticeAt ?? null,
    liveCampaignId: before?.liveCampaignId ?? null,
    deletedAt: null,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

const isStillLate = ({ status, balanceCents }: DebtFacts, before: LoanFacts | null | undefined): boolean =>
  before?.planIsLate === true && status === 'OnPaymentPlan' && balanceCents >= before.remainingCents;

const open: ReadonlySet<DebtStatus> = new Set(['New', 'Paused', 'Disputed']);
/** No debt that stands otherwise is behind. */
export const statusesBehind: readonly DebtStatus[] = [...open, 'OnPaymentPlan'];

/** The first day on which the loan is behind, `0001-01-01` when it always was; null for one in order. */
export function behindFrom({
  debtStatus,
  remainingCents,
  defaultDate,
  planIsLate,
  statedStatus,
}: LoanFacts): string | null {
  if (!(open.has(debtStatus) || planIsLate) || remainingCents === 0 || statedStatus === 'CURRENT') return null;
  return defaultDate ?? '0001-01-01';
}

/** Behind: open or late on its plan, something left to pay, and the default not in the future; or, of a loan that is no debt, said to be. */
export function loanStatus(loan: LoanFacts, now: Date): LoanStatus {
  const day = behindFrom(loan);
  return day !== null && day <= now.toISOString().slice(0, 10) ? 'BEHIND' : 'CURRENT';
}
