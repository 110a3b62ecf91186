import { Schema } from 'mongoose';
import { newId } from '@fairdue/ids';
import { collection, keysetFilter, pageOf, type Connection, type Page, type Tx } from '@fairdue/store';
import type { RecordedBy } from '../creditors/creditor.ts';

/** One version of a creditor or an account: what became of it, who did it, and why in their own words. */
export type Version = {
  _id: string;
  /** Of the creditor or the account. */
  entityId: string;
  version: number;
  change: string;
  at: Date;
  recordedBy: RecordedBy;
  /** The entity, or the part that changed, as it was afterwards. Never a key, never its hash. */
  state: object;
};

/** Accounts belong to no creditor, so their history does not either. */
export const history = collection<Version>(
  'history',
  {
    entityId: String,
    version: Number,
    change: String,
    at: Date,
    recordedBy: Schema.Types.Mixed,
    state: Schema.Types.Mixed,
  },
  { tenant: false, indexes: [[{ entityId: 1, version: 1 }, { unique: true }]] },
);

type LastVersion = { _id: string; version: number };
export const lastVersions = collection<LastVersion>('lastVersions', { version: Number }, { tenant: false });

/** Adds the next version. Of two at once MongoDB aborts one, and its whole transaction runs again: no number is given twice. */
export async function recordVersion({ db, session }: Tx, next: Omit<Version, '_id' | 'version'>): Promise<void> {
  const { entityId, at } = next;
  const counted = await lastVersions(db)
    .findOneAndUpdate({ _id: entityId }, { $inc: { version: 1 } }, { upsert: true, returnDocument: 'after', session })
    .lean<LastVersion>();
  const version = counted?.version ?? 1;
  await history(db).create([{ _id: newId('event', at.getTime()), ...next, version }], { session });
}

/** Oldest first. */
export async function versionsOf(
  db: Connection,
  entityId: string,
  { limit, cursor }: { limit: number; cursor: readonly unknown[] | undefined },
): Promise<Page<Version>> {
  const rows = await history(db)
    .find({ entityId, ...keysetFilter(['version'], cursor) })
    .sort({ version: 1 })
    .limit(limit + 1)
    .lean<Version[]>();
  return pageOf(rows, limit, ['version']);
}
