import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { CampaignBody } from '../campaigns/campaign-wire.ts';
import { FilterBody } from './portfolio-body.ts';
import type { Range } from './filter.ts';
import { centsPerContact, wilson } from './interval.ts';
import { noCounts, type Counts } from './member.ts';
import { shareDone, type Portfolio } from './portfolio.ts';

const Instant = z.iso.datetime();
const Count = z.int().nonnegative();

/** Why documents that fit got no campaign, and how many. A reason that nobody met is left out. */
export const Skipped = z.partialRecord(
  z.enum(['already_running', 'not_behind', 'no_person', ...CampaignBody.shape.endReason.unwrap().options]),
  Count,
);

const ArmOut = z.strictObject({
  name: z.string(),
  share: z.int(),
  sms: z.boolean(),
  email: z.boolean(),
  call: z.boolean(),
  tone: z.string(),
  cadence: z.string(),
});

/** `share` is how much of the way is done, 0 to 1; `matched` of `examined` documents fitted so far. */
const Progress = z.strictObject({
  state: z.enum(['underway', 'done', 'stopped']),
  share: z.number().min(0).max(1),
  examined: Count,
  matched: Count,
  started: Count,
  skipped: Skipped,
});

/** A campaign over a filter of documents. `membersFollowing`: a pause, resumption or end does not yet show on all members. */
export const PortfolioBody = z.strictObject({
  id: Id,
  name: z.string().nullable(),
  state: z.enum(['running', 'paused', 'ended']),
  active: z.boolean(),
  filter: FilterBody,
  arms: z.array(ArmOut),
  notes: z.string().nullable(),
  progress: Progress,
  membersFollowing: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  plannedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});

/** How many of the arm's customers; the share with its 95 % confidence interval (Wilson), null while there is nobody. */
const Share = z.strictObject({
  count: Count,
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** `centsPerContact`: what came in for each contact made; without an interval below thirty customers contacted. */
const ArmResults = z.strictObject({
  arm: z.string(),
  customers: Count,
  documents: Count,
  contacts: Count,
  paidCents: z.int(),
  contacted: Share,
  reached: Share,
  optedOut: Share,
  paid: Share,
  centsPerContact: z
    .strictObject({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable(),
});

export const OnePortfolio = z.strictObject({ campaign: PortfolioBody });
export const PortfolioList = z.strictObject({ campaigns: z.array(PortfolioBody) });
export const PortfolioWithResults = z.strictObject({ campaign: PortfolioBody, results: z.array(ArmResults) });

const range = (from: Range | null, unit = 1): { min?: number; max?: number } | undefined =>
  from === null
    ? undefined
    : {
        ...(from.min !== null && { min: from.min / unit }),
        ...(from.max !== null && { max: from.max / unit }),
      };

function filterWire({ filter }: Portfolio): z.output<typeof FilterBody> {
  const said = {
    status: filter.status,
    debtStatus: filter.debtStatus,
    daysPastDue: range(filter.daysPastDue),
    daysRegistered: range(filter.daysRegistered),
    remainingAmount: range(filter.remainingCents, 100),
    originalAmount: range(filter.originalCents, 100),
    title: filter.title,
    providerName: filter.providerName,
  };
  return Object.fromEntries(Object.entries(said).filter(([, limit]) => limit !== null && limit !== undefined));
}

export function portfolioWire(portfolio: Portfolio): z.output<typeof PortfolioBody> {
  const { _id: id, name, state, arms, notes, planning, following } = portfolio;
  const { examined, matched, started, skipped } = planning;
  return {
    id, name, state, active: state !== 'ended', filter: filterWire(portfolio), arms, notes,
    progress: { state: planning.state, share: shareDone(planning), examined, matched, started, skipped },
    membersFollowing: following, createdAt: portfolio.createdAt.toISOString(), updatedAt: portfolio.updatedAt.toISOString(),
    plannedAt: portfolio.plannedAt?.toISOString() ?? null, endedAt: portfolio.endedAt?.toISOString() ?? null,
  };
} // prettier-ignore

function shareOf(count: number, customers: number): z.output<typeof Share> {
  const { value: share, low, high } = wilson(count, customers) ?? { value: null, low: null, high: null };
  return { count, share, low, high };
}

/** What came of each arm, by its customers: all of them, contacted or not, so that arms compare as they were drawn. */
export const resultsWire = (
  { arms, placed }: Portfolio,
  countsOf: ReadonlyMap<string, Counts>,
): z.output<typeof ArmResults>[] =>
  arms.map(({ name: arm }) => {
    const { customers, documents } = placed[arm] ?? { customers: 0, documents: 0 };
    const counts = countsOf.get(arm) ?? noCounts;
    const { contacts, paidCents, contacted, reached, optedOut, paid } = counts;
    return {
      arm, customers, documents, contacts, paidCents, contacted: shareOf(contacted, customers),
      reached: shareOf(reached, customers), optedOut: shareOf(optedOut, customers), paid: shareOf(paid, customers),
      centsPerContact: centsPerContact(counts, customers),
    };
  }); // prettier-ignore
