import type { Channel, RecordedBy } from '@fairdue/contracts';
import type { DecisionKind } from '../decisions/decision.store.ts';

export type Proposal = { ruleId: string; version: number };

export type Counts = {
  /** Decisions looked at, and contacts that were made without one. */
  decisions: number;
  contacts: number;
  newlyBlocked: number;
  newlyAllowed: number;
  violations: number;
  /** Of somebody or something that is not known any more. */
  unjudged: number;
};

/** Where the next page begins: among decisions in the order of their time, then among customers. */
export type Place =
  { phase: 'decisions'; after: { at: Date; id: string } | null } | { phase: 'customers'; after: string };

/** Proposed versions tried on what was decided and done, page by page. */
export type BackTest = {
  _id: string;
  creditorId: string;
  proposals: Proposal[];
  from: Date;
  to: Date;
  requestedBy: RecordedBy;
  createdAt: Date;
  finishedAt: Date | null;
  /** How many pages are done. */
  page: number;
  place: Place;
  counts: Counts;
  /** Decisions and customers in all, and how many of them are done; the sum is known once the first page is. */
  total: number | null;
  done: number;
};

/** A decision that would come out otherwise, or a contact made that would have been against the rules. */
export type Finding = {
  _id: string;
  creditorId: string;
  backTestId: string;
  finding: 'newly-blocked' | 'newly-allowed' | 'violation';
  at: Date;
  customerId: string;
  decisionId: string | null;
  decision: DecisionKind | null;
  interactionId: string | null;
  channel: Channel;
  theme: string;
  ruleIds: string[];
};

export const noCounts: Counts = {
  decisions: 0,
  contacts: 0,
  newlyBlocked: 0,
  newlyAllowed: 0,
  violations: 0,
  unjudged: 0,
};

const countOf = { 'newly-blocked': 'newlyBlocked', 'newly-allowed': 'newlyAllowed', violation: 'violations' } as const;

type Page = {
  seen: number;
  judged: Partial<Pick<Counts, 'decisions' | 'contacts' | 'unjudged'>>;
  findings: readonly Finding[];
  /** Null: that was the last one. */
  next: Place | null;
};

/** The back-test after a page of it is done. */
export function withPage(before: BackTest, { seen, judged, findings, next }: Page, now: Date): BackTest {
  const counts = { ...before.counts };
  for (const [name, count] of Object.entries(judged)) counts[name as keyof Counts] += count;
  for (const { finding } of findings) counts[countOf[finding]] += 1;
  return {
    ...before,
    counts,
    page: before.page + 1,
    done: before.done + seen,
    place: next ?? before.place,
    finishedAt: next ? null : now,
  };
}
