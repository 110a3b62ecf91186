import type { RecordedBy } from '@fairdue/contracts';
import { Schema } from 'mongoose';
import { collection, type Tx } from '@fairdue/store';
import type { SuppressedAddress } from './import-holds.ts';

/** An email or number, known by its keyed hash, at which a creditor's customers may not be contacted. */
export type Suppressed = SuppressedAddress & { _id: string; creditorId: string; recordedBy: RecordedBy };

export const suppressed = collection<Suppressed>(
  'suppressed',
  { creditorId: String, addressHash: String, channels: [String], at: String, recordedBy: Schema.Types.Mixed },
  { indexes: [[{ creditorId: 1, addressHash: 1 }]] },
);

/** Puts them on the list, and answers which are new there, by their places; of the others nothing changes. */
export async function suppress({ db, session }: Tx, rows: readonly Suppressed[]): Promise<ReadonlySet<number>> {
  if (rows.length === 0) return new Set();
  const { upsertedIds } = await suppressed(db).bulkWrite(
    rows.map(({ _id, ...row }) => ({
      updateOne: { filter: { _id, creditorId: row.creditorId }, update: { $setOnInsert: row }, upsert: true },
    })),
    { session, ordered: true },
  );
  return new Set(Object.keys(upsertedIds).map(Number));
}

/** Those on the lists of these creditors among these hashes. */
export async function suppressedAmong(
  { db, session }: Tx,
  creditorIds: readonly string[],
  hashes: readonly string[],
): Promise<Suppressed[]> {
  if (hashes.length === 0) return [];
  return suppressed(db)
    .find({ creditorId: { $in: [...new Set(creditorIds)] }, addressHash: { $in: [...new Set(hashes)] } }, null, {
      session,
    })
    .lean<Suppressed[]>();
}
