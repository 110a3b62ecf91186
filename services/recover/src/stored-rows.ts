import { createHash } from 'node:crypto';
import type { Collection, Connection } from '@fairdue/store';
import { changes } from './history/history.store.ts';
import { recoverService } from './app.ts';

type Row = { _id: string } & Record<string, unknown>;

/** What requests write: nouns, and the number of facts told of each customer. History follows from those later on. */
const written = [
  ...recoverService.collections
    .filter((each) => each !== changes)
    .map((each) => (each as Collection<Row>).collectionName),
  'sequences',
];

/** Everything recover has stored, or what it has of one creditor's. */
export async function rowsOf(db: Connection, creditorId?: string): Promise<Row[]> {
  const filter = creditorId === undefined ? {} : { creditorId };
  const rows = await Promise.all(
    written.map((name) => db.collection<Row>(name).find(filter).sort({ _id: 1 }).toArray()),
  );
  return rows.flat();
}

/** The same in a few bytes, where it only matters whether anything became another. */
export const digestOf = async (db: Connection, creditorId?: string): Promise<string> =>
  createHash('sha256')
    .update(JSON.stringify(await rowsOf(db, creditorId)))
    .digest('hex');
