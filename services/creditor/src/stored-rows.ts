import type { Collection, Connection } from '@fairdue/store';
import { creditorService } from './app.ts';
import { firstStarts } from './first-start.ts';

type Row = { _id: string } & Record<string, unknown>;

/** What requests write, history included, and the number of facts told of each creditor. */
const written = [
  ...creditorService.collections
    .filter((each) => each !== firstStarts)
    .map((each) => (each as Collection<Row>).collectionName),
  'sequences',
];

/** Everything the service has stored. */
export async function rowsOf(db: Connection): Promise<Row[]> {
  const rows = await Promise.all(written.map((name) => db.collection<Row>(name).find().sort({ _id: 1 }).toArray()));
  return rows.flat();
}
