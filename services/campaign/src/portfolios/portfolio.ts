import { Refused } from '@fairdue/refused';
import type { EndReason } from '../campaigns/campaign.ts';
import type { Actor, ByHand } from '../campaigns/situation.ts';
import { loanStatus, type Document } from '../documents/document.ts';
import type { Arm } from './arms.ts';
import type { Filter } from './filter.ts';
import type { PortfolioState } from './portfolio-state.ts';

/** Why a document that fits the filter got no campaign: what stands against it, or what would have ended it at once. */
export type SkipReason = 'already_running' | 'not_behind' | 'no_person' | EndReason;

/** How far the documents have been gone through, page after page, in the order of their lots. */
export type Planning = {
  state: 'underway' | 'done' | 'stopped';
  /** The page that comes next, and the lot it begins after. */
  page: number;
  after: string;
  examined: number;
  matched: number;
  started: number;
  skipped: Partial<Record<SkipReason, number>>;
};

/** A campaign over all documents that fit a filter: one call, one member campaign for each. */
export type Portfolio = {
  _id: string;
  creditorId: string;
  name: string | null;
  filter: Filter;
  arms: Arm[];
  notes: string | null;
  /** Null: as the creditor's settings say. */
  bestTime: boolean | null;
  state: PortfolioState;
  startedBy: Actor;
  /** Who last paused, resumed or ended it; at first who started it. */
  changedBy: ByHand;
  planning: Planning;
  /** Customers and documents placed in each arm. */
  placed: Record<string, { customers: number; documents: number }>;
  /** Grows with every pause, resumption and end. */
  revision: number;
  /** Members are being brought in line with the latest of those. None of them is contacted against it meanwhile. */
  following: boolean;
  createdAt: Date;
  updatedAt: Date;
  plannedAt: Date | null;
  endedAt: Date | null;
};

type Terms = Pick<Portfolio, '_id' | 'creditorId' | 'name' | 'filter' | 'arms' | 'notes' | 'bestTime' | 'startedBy'>;

export const newPortfolio = (terms: Terms, now: Date): Portfolio => ({
  ...terms,
  changedBy: { actor: terms.startedBy },
  state: 'running',
  planning: { state: 'underway', page: 0, after: '', examined: 0, matched: 0, started: 0, skipped: {} },
  placed: Object.fromEntries(terms.arms.map(({ name }) => [name, { customers: 0, documents: 0 }])),
  revision: 0,
  following: false,
  createdAt: now,
  updatedAt: now,
  plannedAt: null,
  endedAt: null,
});

/** What stands against a campaign on this document. */
export function whyNot(
  { loan, customerId }: Pick<Document, 'loan' | 'customerId'>,
  isRunning: boolean,
  now: Date,
): SkipReason | null {
  if (customerId === null) return 'no_person';
  if (isRunning) return 'already_running';
  return loan && loanStatus(loan, now) === 'BEHIND' ? null : 'not_behind';
}

/** Pauses, resumes or ends all members as one. The same wish again changes nothing; what has ended stays so. */
export function changeState(portfolio: Portfolio, state: PortfolioState, by: ByHand, now: Date): Portfolio {
  if (portfolio.state === state) return portfolio;
  if (portfolio.state === 'ended') throw new Refused('conflict', 'campaign-ended', 'Campaign has ended.');
  const { planning, revision } = portfolio;
  const isStopped = state === 'ended' && planning.state === 'underway';
  return {
    ...portfolio,
    state,
    changedBy: by,
    revision: revision + 1,
    following: true,
    updatedAt: now,
    ...(state === 'ended' && { endedAt: now }),
    ...(isStopped && { planning: { ...planning, state: 'stopped' } }),
  };
}

/** How much of the way is done: lots are spread evenly, so the one reached says it without counting. 0 to 1. */
export const shareDone = ({ state, after }: Pick<Planning, 'state' | 'after'>): number =>
  state === 'done' ? 1 : lotShare(after);

const lotDigits = 13; // as many as a number holds exactly
export const lotShare = (lot: string): number =>
  lot === '' ? 0 : Number.parseInt(lot.slice(0, lotDigits), 16) / 16 ** lotDigits;
