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
  /** The entity as it was afterwards. Never a key, never its hash. */
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

/**
 * Adds the next version. Whoever changes an entity writes the entity in the same transaction, and of two that do MongoDB
 * aborts one: so no number is given twice.
 */
export async function recordVersion({ db, session }: Tx, next: Omit<Version, '_id' | 'version'>): Promise<void> {
  const last = await history(db)
    .findOne({ entityId: next.entityId }, { version: 1 }, { session })
    .sort({ version: -1 })
    .lean<Pick<Version, 'version'>>();
  const version = (last?.version ?? 0) + 1;
  await history(db).create([{ _id: newId('event', next.at.getTime()), ...next, version }], { session });
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
