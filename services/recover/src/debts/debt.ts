import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import type { DebtStatus } from '@fairdue/contracts';
import { balanceOf, totalCents, type Balance, type Buckets, type LedgerEntry } from './balance.ts';
import type { DebtRequest } from './debt.schema.ts';

export type Dispute = { reason: string; openedAt: Date };

/** One debt. `placed` is what the creditor said of it, and never changes. */
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
  dispute?: Dispute;
  timeCreated: Date;
  lastModified: Date;
  version: number;
};

const terminal: ReadonlySet<DebtStatus> = new Set([
  'RetractedByCreditor', 'PaidInFull', 'SettledInFull', 'Bankruptcy', 'Deceased', 'Fraud', 'ClosedByAgency',
] as const); // prettier-ignore

export const isTerminal = (status: DebtStatus): boolean => terminal.has(status);

function toCollectOf({ initialPrincipal, initialInterest, initialFees, ...debt }: DebtRequest): Buckets {
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
  const toCollect = toCollectOf(request);
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

const changed = (debt: Debt, now: Date): Debt => ({ ...debt, lastModified: now, version: debt.version + 1 });

/** Paid to zero ends an open debt; money that goes back opens a paid one again. Any other end stays. */
function statusAfter(status: DebtStatus, balanceCents: number): DebtStatus {
  if (balanceCents === 0 && !isTerminal(status)) return 'PaidInFull';
  if (balanceCents > 0 && (status === 'PaidInFull' || status === 'SettledInFull')) return 'New';
  return status;
}

/** Books the latest of all `entries`. Taken in any status, so that books agree: what happened must be recordable. */
export function post(debt: Debt, entries: readonly LedgerEntry[], now: Date): Debt {
  const balance = balanceOf(debt.toCollect, entries);
  const status = statusAfter(debt.status, totalCents(balance));
  const { dispute, ...rest } = changed(debt, now);
  const open = !isTerminal(status) && dispute ? { dispute } : {};
  return { ...rest, ...open, status, balance, entriesPosted: entries.length };
}

/** The customer says they do not owe it: collection stops. A dispute already open stays the one it is. */
export function openDispute(debt: Debt, reason: string, now: Date): Debt {
  if (isTerminal(debt.status))
    throw new Refused('rule', 'debt-terminal', `A debt that is ${debt.status} cannot be disputed.`);
  if (debt.status === 'Disputed') return debt;
  return { ...changed(debt, now), status: 'Disputed', dispute: { reason, openedAt: now } };
}
