import { Schema } from 'mongoose';
import { collection, insertRows, type Connection, type Tx } from '@fairdue/store';
import { noteActivity } from '../activity/activity.store.ts';
import { activityOf } from '../activity/activity.ts';
import type { Entry, EntryType } from './entry.ts';

/** Where an entry stands in its creditor's chain. Set once by the sealer; nothing else of an entry ever changes. */
export type Seal = { seq: number; prevHash: string; hash: string };
export type SealedEntry = Entry & { seal: Seal | null };

export const complianceLog = collection<SealedEntry>(
  'compliance-log',
  {
    creditorId: String, at: Date, type: String, documentId: String, debtId: String, campaignId: String, touchId: String,
    personId: String, actor: Schema.Types.Mixed, channel: String, data: Schema.Types.Mixed, seal: Schema.Types.Mixed,
  },
  {
    indexes: [
      [{ creditorId: 1, documentId: 1, _id: 1 }],
      [{ creditorId: 1, type: 1, _id: 1 }],
      [{ seal: 1, creditorId: 1, _id: 1 }, { partialFilterExpression: { seal: null } }],
    ],
  },
); // prettier-ignore

/** The last link of each creditor's chain. */
export type ChainHead = { _id: string; creditorId: string; seq: number; hash: string };
export const chainHeads = collection<ChainHead>('compliance-chains', { creditorId: String, seq: Number, hash: String });

/** Written without its place in the chain, so that no two writers wait for each other at the chain's end. */
export async function appendEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  await insertRows(
    tx,
    complianceLog,
    entries.map((entry) => ({ ...entry, seal: null })),
  );
  await noteActivity(tx, entries.flatMap(activityOf));
}

/** Whose entries wait for their place in the chain. */
export const creditorsUnsealed = (db: Connection): Promise<string[]> =>
  complianceLog(db)
    .distinct('creditorId', { seal: null })
    .setOptions({ acrossCreditors: true } as object);

/** When the oldest entry without a place in its chain was made, over all creditors. */
export async function oldestUnsealed(db: Connection): Promise<Date | undefined> {
  const oldest = await Promise.all(
    (await creditorsUnsealed(db)).map((creditorId) =>
      complianceLog(db).findOne({ creditorId, seal: null }, { at: 1 }).sort({ _id: 1 }).lean<Pick<SealedEntry, 'at'>>(),
    ),
  );
  return oldest.flatMap((entry) => entry?.at ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** A creditor's entries without a place in the chain, oldest first. */
export const unsealedEntries = ({ db, session }: Tx, creditorId: string, limit: number): Promise<SealedEntry[]> =>
  complianceLog(db)
    .find({ creditorId, seal: null }, null, { session })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<SealedEntry[]>();

type Wanted = {
  documentId?: string | undefined;
  campaignId?: string | undefined;
  types?: readonly EntryType[] | undefined;
  after?: string | undefined;
  limit: number;
};

export const listEntries = (
  db: Connection,
  creditorId: string,
  { documentId, campaignId, types, after, limit }: Wanted,
): Promise<SealedEntry[]> =>
  complianceLog(db)
    .find({
      creditorId,
      ...(documentId !== undefined && { documentId }),
      ...(campaignId !== undefined && { campaignId }),
      ...(types !== undefined && { type: { $in: [...types] } }),
      ...(after !== undefined && { _id: { $gt: after } }),
    })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<SealedEntry[]>();
