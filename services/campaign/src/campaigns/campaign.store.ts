import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, insertRows, replaceRows, type Connection, type Tx } from '@fairdue/store';
import { findDocument } from '../documents/document.store.ts';
import type { Campaign } from './campaign.ts';
import type { Reader } from '../reader.ts';

export const campaigns = collection<Campaign>(
  'campaigns',
  {
    creditorId: String, customerId: String, documentId: String, debtId: String, portfolioId: String, arm: String, state: String, sms: Boolean, email: Boolean,
    call: Boolean, tone: String, toneVariant: String, cadence: String, notes: String, bestTime: Boolean, schedule: Schema.Types.Mixed,
    warnings: [String], optOuts: Schema.Types.Mixed, pauseReason: String, pausedByHand: Boolean, pausedByGuard: String, noContactSince: Date,
    staffAsked: [String], lookAgainAt: Date,
    endReason: String, endedAt: Date, createdAt: Date, updatedAt: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, documentId: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, customerId: 1 }, { partialFilterExpression: { endedAt: null } }],
      [{ creditorId: 1, portfolioId: 1, _id: 1 }, { partialFilterExpression: { endedAt: null } }],
    ],
  },
); // prettier-ignore

/** The campaigns asked for. An id of another creditor, or of another document, finds nothing. */
export const findCampaigns = (
  { db, session = null }: Reader,
  creditorId: string,
  campaignIds: readonly string[],
): Promise<Campaign[]> =>
  campaigns(db)
    .find({ creditorId, _id: { $in: [...campaignIds] } }, null, { session })
    .lean<Campaign[]>();

/** The campaigns of these customers that have not ended. */
export const findLiveCampaigns = (
  { db, session }: Tx,
  creditorId: string,
  customerIds: readonly string[],
): Promise<Campaign[]> =>
  campaigns(db)
    .find({ creditorId, customerId: { $in: [...new Set(customerIds)] }, endedAt: null }, null, { session })
    .lean<Campaign[]>();

/** Members of a portfolio campaign that have not ended, from after the id of `after` on. */
export const listMembers = (
  { db, session }: Tx,
  creditorId: string,
  portfolioId: string,
  after: string,
  limit: number,
): Promise<Campaign[]> =>
  campaigns(db)
    .find({ creditorId, portfolioId, endedAt: null, _id: { $gt: after } }, null, { session })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Campaign[]>();

/** A document's campaigns that belong to no person yet, ended ones too. */
export const campaignsOfNobody = (
  { db, session = null }: Reader,
  creditorId: string,
  documentId: string,
): Promise<Campaign[]> =>
  campaigns(db).find({ creditorId, documentId, customerId: null }, null, { session }).lean<Campaign[]>();

const notFound = () => new Refused('not-found', 'campaign-not-found', 'Campaign not found or access denied.');

/** A campaign of that document, of one of the caller's creditors. Everything else answers alike. */
export async function findOwnCampaign(
  db: Connection,
  creditorIds: readonly string[],
  documentId: string,
  campaignId: string,
): Promise<Campaign> {
  const campaign = await campaigns(db)
    .findOne({ _id: campaignId, documentId, creditorId: { $in: [...creditorIds] } })
    .lean<Campaign>();
  // What a document has been deleted with can be asked for no more.
  if (!campaign || !(await findDocument({ db }, campaign.creditorId, documentId))) throw notFound();
  return campaign;
}

/** A document's campaigns, newest first, from after the one of `after` on. */
export function listCampaigns(
  db: Connection,
  creditorId: string,
  documentId: string,
  { active, after, limit }: { active?: boolean | undefined; after?: Campaign | undefined; limit: number },
): Promise<Campaign[]> {
  const state = active === undefined ? {} : { endedAt: active ? null : { $ne: null } };
  const past = after && {
    $or: [{ createdAt: { $lt: after.createdAt } }, { createdAt: after.createdAt, _id: { $lt: after._id } }],
  };
  return campaigns(db)
    .find({ creditorId, documentId, ...state, ...past })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .lean<Campaign[]>();
}

export const insertCampaigns = (tx: Tx, rows: readonly Campaign[]): Promise<void> => insertRows(tx, campaigns, rows);
export const saveCampaigns = (tx: Tx, rows: readonly Campaign[]): Promise<unknown> => replaceRows(tx, campaigns, rows);
