import type { Collection } from './collection.ts';
import type { Tx } from './transaction.ts';

/**
 * Stores new rows, thousands at once. They are ours and whole: nothing is cast and nothing checked again, and what is
 * undefined is left out. A row that is there already fails the transaction.
 */
export async function insertRows<T>(
  { db, session }: Tx,
  { collectionName }: Collection<T>,
  rows: readonly T[],
): Promise<void> {
  const [only, ...others] = rows as readonly never[];
  if (!only) return;
  const options = { session, ignoreUndefined: true };
  const collection = db.collection(collectionName);
  await (others.length === 0 ? collection.insertOne(only, options) : collection.insertMany([only, ...others], options));
}
