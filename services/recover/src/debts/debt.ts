import { newId } from '@fairdue/ids';
import type { DebtStatus } from '@fairdue/contracts';
import { balanceOf, totalCents, type Balance, type Buckets, type LedgerEntry } from './balance.ts';
import type { DebtRequest } from './debt.schema.ts';
import type { PauseReason } from './pause.schema.ts';

/** `version` is that of the debt since which this holds: by it, a newer word about the same is told from an older one. */
export type Pause = { reason: PauseReason; endsAt: Date | null; changesStatus: boolean; version: number };
export type Dispute = { reason: string; openedAt: Date; version: number };
export type DisputeAnswer = 'upheld' | 'rejected' | 'verified';
export type AnsweredDispute = Dispute & { answer: DisputeAnswer; answeredAt: Date };
export type Retraction = { reason?: string; at: Date; version: number };
export type ClosedStatus = 'Bankruptcy' | 'Deceased' | 'Fraud' | 'ClosedByAgency';
export type Closing = { status: ClosedStatus; reason?: string; at: Date; version: number };

/** One debt. `placed` is what the creditor said of it, as they last corrected it (R16 to R19); its amounts never change. */
export type Debt = {
  _id: string;
  creditorId: string;
  customerId: string;
  transactionId?: string;
  status: DebtStatus;
  placed: DebtRequest;
  /** Before payments and credits. */
  toCollect: Buckets;
  balance: Balance;
  /** How many entries were posted: the next one's number. */
  entriesPosted: number;
  /** How many of them count no more, because the creditor has named a new balance since. */
  entriesBeforeReopening?: number;
  pause?: Pause;
  /** The open one. */
  dispute?: Dispute;
  answeredDispute?: AnsweredDispute;
  retraction?: Retraction;
  /** What the agency found out. It stands when the debt is retracted and reopened: the dead stay dead. */
  closing?: Closing;
  /** The active plan. */
  paymentPlanId?: string;
  /** Payments with which the agreed lesser amount was paid: what was then still open is forgiven. */
  settlements?: string[];
  /** When money last came in. */
  lastPaidAt?: Date;
  /** Taken by the agency and not there yet: no part of the balance. */
  unsettledCents?: number;
  /** How many payments the agency ever took of it: the next one's number, below zero. */
  paymentsTaken?: number;
  /** Who speaks for the customer about it: ids of representations. */
  representations?: { attorney?: string; consolidator?: string };
  timeCreated: Date;
  lastModified: Date;
  version: number;
  /** Its customer was: what is left is for the books. */
  isErased?: true;
};

const terminal: ReadonlySet<DebtStatus> = new Set([
  'RetractedByCreditor', 'PaidInFull', 'SettledInFull', 'Bankruptcy', 'Deceased', 'Fraud', 'ClosedByAgency',
] as const); // prettier-ignore

export const isTerminal = (status: DebtStatus): boolean => terminal.has(status);

/** What was to be collected when the debt was placed. */
export function toCollectAtPlacement({
  initialPrincipal,
  initialInterest,
  initialFees,
  ...debt
}: DebtRequest): Buckets {
  const creditsCents =
    debt.isInitialPrincipalBeforePaymentsAndCredits === true ? (debt.initialPaymentsAndCredits?.amount ?? 0) : 0;
  return {
    principalCents: initialPrincipal.amount - creditsCents,
    interestCents: initialInterest.amount,
    feesCents: initialFees.amount,
    costsCents: 0,
  };
}

export function newDebt(request: DebtRequest, creditorId: string, customerId: string, now: Date): Debt {
  const toCollect = toCollectAtPlacement(request);
  return {
    _id: newId('debt', now.getTime()),
    creditorId,
    customerId,
    ...(request.transactionId !== undefined && { transactionId: request.transactionId }),
    status: 'New',
    placed: request,
    toCollect,
    balance: balanceOf(toCollect, []),
    entriesPosted: 0,
    timeCreated: now,
    lastModified: now,
    version: 1,
  };
}

export const changed = (debt: Debt, now: Date): Debt => ({ ...debt, lastModified: now, version: debt.version + 1 });

/** Ends a debt: what paused it, disputed it or paid it off by instalments is over with it. */
export function ended(debt: Debt, status: DebtStatus, now: Date): Debt {
  const { pause: _pause, dispute: _dispute, paymentPlanId: _plan, ...rest } = changed(debt, now);
  return { ...rest, status };
}

/** The status of an open debt that nothing pauses: what a pause remembers, as far as it still holds. */
export const statusUnpaused = ({ dispute, paymentPlanId }: Debt): DebtStatus => {
  if (dispute) return 'Disputed';
  return paymentPlanId === undefined ? 'New' : 'OnPaymentPlan';
};

/** The same, with a pause that shows outranking everything else. */
export const statusOpen = (debt: Debt): DebtStatus => (debt.status === 'Paused' ? 'Paused' : statusUnpaused(debt));

/** Paid to zero ends an open debt; money that goes back opens a paid one again. Any other end stays. */
function statusAfter({ status, settlements }: Debt, balanceCents: number, latest: LedgerEntry | undefined): DebtStatus {
  if (balanceCents === 0 && !isTerminal(status))
    return latest && settlements?.at(-1) === latest.paymentId ? 'SettledInFull' : 'PaidInFull';
  if (balanceCents > 0 && (status === 'PaidInFull' || status === 'SettledInFull')) return 'New';
  return status;
}

/** Books the latest of all `entries`. Taken in any status, so that books agree: what happened must be recordable. */
export function post(debt: Debt, entries: readonly LedgerEntry[], now: Date): Debt {
  const balance = balanceOf(debt.toCollect, entries.slice(debt.entriesBeforeReopening ?? 0), debt.settlements);
  const booked = { ...debt, balance, entriesPosted: entries.length };
  const status = statusAfter(debt, totalCents(balance), entries.at(-1));
  return isTerminal(status) ? ended(booked, status, now) : { ...changed(booked, now), status };
}
