import type { DebtStatus } from '@fairdue/contracts';
import { loanStatus, providerOf, statusesBehind, type Document, type LoanFacts } from '../documents/document.ts';

/** From and to, both inclusive; null where there is no limit. */
export type Range = { min: number | null; max: number | null };

/** Which documents a portfolio campaign is for. What is null does not narrow it. */
export type Filter = {
  status: 'BEHIND' | 'CURRENT' | null;
  debtStatus: DebtStatus[] | null;
  daysPastDue: Range | null;
  daysRegistered: Range | null;
  remainingCents: Range | null;
  originalCents: Range | null;
  title: string[] | null;
  providerName: string[] | null;
};

const dayMs = 86_400_000;
const daysSince = (from: Date, now: Date): number => Math.floor((now.getTime() - from.getTime()) / dayMs);

const isIn = (range: Range | null, value: number | null): boolean =>
  range === null ||
  (value !== null && (range.min === null || value >= range.min) && (range.max === null || value <= range.max));

const isOneOf = (wanted: readonly string[] | null, value: string | null): boolean =>
  wanted === null || (value !== null && wanted.includes(value));

/** What is asked of the loan. One that says nothing of it (no default date) does not fit. */
function fitsLoan(filter: Filter, loan: LoanFacts, now: Date, companyName: string): boolean {
  const { defaultDate, debtStatus, remainingCents, originalCents } = loan;
  const daysPastDue = defaultDate === null ? null : daysSince(new Date(`${defaultDate}T00:00:00Z`), now);
  return (
    (filter.status === null || loanStatus(loan, now) === filter.status) &&
    isOneOf(filter.debtStatus, debtStatus) &&
    isIn(filter.daysPastDue, daysPastDue) &&
    isIn(filter.remainingCents, remainingCents) &&
    isIn(filter.originalCents, originalCents) &&
    isOneOf(filter.providerName, providerOf(loan, companyName))
  );
}

/** A campaign is about a loan: a document without one never fits. `now`: of the start. `companyName`: the creditor's. */
export const fits = (filter: Filter, { loan, title, createdAt }: Document, now: Date, companyName: string): boolean =>
  loan !== null &&
  isIn(filter.daysRegistered, daysSince(createdAt, now)) &&
  isOneOf(filter.title, title) &&
  fitsLoan(filter, loan, now, companyName);

/** The debts among which fitting documents are found, where the filter says so: the rest need not be looked at. */
export function statusesOf({ status, debtStatus }: Filter): DebtStatus[] | null {
  if (status !== 'BEHIND') return debtStatus;
  return statusesBehind.filter((each) => debtStatus === null || debtStatus.includes(each));
}
