import { Refused } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import type { Creditor } from '../creditors/creditor.ts';
import { knowCreditor } from '../creditors/learn-creditors.ts';
import type { Customer, Debt } from '../customers/customer.ts';
import { knowLoans, knowPerson } from '../customers/know-person.ts';
import { knowCase, type Case } from './know-case.ts';

/** Whom and what a request names, each as 1.2 reads ids. */
export type RequestIds = {
  loanId?: string | null | undefined;
  loanIds?: readonly string[] | null | undefined;
  caseId?: string | null | undefined;
  statementId?: string | null | undefined;
};

export type RequestFacts = {
  creditor: Creditor;
  /** undefined: a free text for nobody yet. */
  person: Customer | undefined;
  /** `loanId`. */
  loan: Debt | undefined;
  /** `loanIds`; undefined: none were named. */
  loans: readonly Debt[] | undefined;
  case: Case | undefined;
};

type Deps = Pick<CommunicatorDeps, 'db' | 'upstream'>;

export async function theCompany(deps: Deps, creditorId: string): Promise<Creditor> {
  const creditor = await knowCreditor(deps, creditorId);
  if (!creditor) throw new Refused('not-found', 'creditor-not-found', 'There is no such creditor.');
  return creditor;
}

/** What the ids stand for. Somebody else's does not exist. */
export async function requestFacts(
  deps: Deps,
  creditorId: string,
  personId: string,
  ids: RequestIds,
): Promise<RequestFacts & { person: Customer }> {
  const creditor = await theCompany(deps, creditorId);
  return factsAbout(deps, creditor, await knowPerson(deps, creditorId, personId), ids);
}

/** The same where it is known who writes to whom. */
export async function factsAbout(
  deps: Deps,
  creditor: Creditor,
  person: Customer,
  { loanId, loanIds, caseId, statementId }: RequestIds,
): Promise<RequestFacts & { person: Customer }> {
  const [loan] = await knowLoans(deps, person, loanId ? [loanId] : []);
  const loans = loanIds ? await knowLoans(deps, person, loanIds) : undefined;
  if (statementId) throw noSuchStatement();
  return { creditor, person, loan, loans, case: caseId ? await knowCase(deps, person, caseId) : undefined };
}

/** The platform has no statements, so none exists. */
const noSuchStatement = (): Refused =>
  new Refused('not-found', 'statement-not-found', 'That statement is not of this person.', [
    { path: 'statementId', problem: 'is no statement of this person' },
  ]);
