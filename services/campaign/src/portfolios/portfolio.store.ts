import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, replaceRows, type Connection, type Tx } from '@fairdue/store';
import type { Reader } from '../reader.ts';
import type { Portfolio } from './portfolio.ts';
import type { Situation } from '../campaigns/situation.ts';

export const portfolios = collection<Portfolio>(
  'portfolios',
  {
    creditorId: String, name: String, filter: Schema.Types.Mixed, arms: [Schema.Types.Mixed], notes: String, bestTime: Boolean, state: String,
    startedBy: Schema.Types.Mixed, changedBy: Schema.Types.Mixed, planning: Schema.Types.Mixed, placed: Schema.Types.Mixed, revision: Number,
    following: Boolean, createdAt: Date, updatedAt: Date, plannedAt: Date, endedAt: Date,
  },
  { indexes: [[{ creditorId: 1, _id: -1 }]] },
); // prettier-ignore

const notFound = () => new Refused('not-found', 'campaign-not-found', 'Campaign not found or access denied.');

/** A portfolio campaign of one of the caller's creditors. Everything else answers alike. */
export async function findOwnPortfolio(
  db: Connection,
  creditorIds: readonly string[],
  portfolioId: string,
): Promise<Portfolio> {
  const portfolio = await portfolios(db)
    .findOne({ _id: portfolioId, creditorId: { $in: [...creditorIds] } })
    .lean<Portfolio>();
  if (!portfolio) throw notFound();
  return portfolio;
}

export async function loadPortfolio({ db, session }: Tx, creditorId: string, portfolioId: string): Promise<Portfolio> {
  const portfolio = await portfolios(db).findOne({ _id: portfolioId, creditorId }, null, { session }).lean<Portfolio>();
  if (!portfolio) throw notFound();
  return portfolio;
}

/** A creditor's portfolio campaigns, newest first, from after the id of `after` on. */
export const listPortfolios = (
  db: Connection,
  creditorId: string,
  { active, after, limit }: { active?: boolean | undefined; after?: string | undefined; limit: number },
): Promise<Portfolio[]> =>
  portfolios(db)
    .find({
      creditorId,
      ...(active !== undefined && { state: active ? { $ne: 'ended' } : 'ended' }),
      ...(after !== undefined && { _id: { $lt: after } }),
    })
    .sort({ _id: -1 })
    .limit(limit)
    .lean<Portfolio[]>();

type Stands = NonNullable<Situation['portfolio']>;

/** How the portfolio campaigns of these members stand, and who made it so. */
export async function standsOfPortfolios(
  { db, session = null }: Reader,
  creditorId: string,
  portfolioIds: readonly string[],
): Promise<Map<string, Stands>> {
  if (portfolioIds.length === 0) return new Map();
  const rows = await portfolios(db)
    .find({ creditorId, _id: { $in: [...new Set(portfolioIds)] } }, 'state changedBy', { session })
    .lean<Pick<Portfolio, '_id' | 'state' | 'changedBy'>[]>();
  return new Map(rows.map(({ _id, state, changedBy: by }) => [_id, { state, by }]));
}

export const savePortfolio = (tx: Tx, portfolio: Portfolio): Promise<unknown> =>
  replaceRows(tx, portfolios, [portfolio]);
