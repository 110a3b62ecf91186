import type { mongo } from 'mongoose';
import type { Collection } from './collection.ts';
import type { Tx } from './transaction.ts';

/**
 * Writes of rows that are ours and whole, in one command: nothing is cast and nothing checked again, which costs more than
 * the writing. What is undefined is left out.
 */
export async function writeRows<T>(
  { db, session }: Tx,
  { collectionName }: Collection<T>,
  writes: readonly mongo.AnyBulkWriteOperation[],
  { ordered = false } = {},
): Promise<mongo.BulkWriteResult | undefined> {
  if (writes.length === 0) return undefined;
  return db.collection(collectionName).bulkWrite([...writes], { session, ordered, ignoreUndefined: true });
}

/** Stores rows as they are now, each under its creditor; without `mayBeNew` none that is not there yet. */
export const replaceRows = <T extends { _id: string; creditorId: string }>(
  tx: Tx,
  rows: Collection<T>,
  changed: readonly T[],
  { mayBeNew = true } = {},
): Promise<unknown> =>
  writeRows(
    tx,
    rows,
    changed.map((row) => ({
      replaceOne: {
        filter: { _id: row._id as never, creditorId: row.creditorId },
        replacement: row,
        upsert: mayBeNew,
      },
    })),
  );
