import { collection, type Connection, type Tx } from '@fairdue/store';

type CustomerCount = { _id: string; creditorId: string; n: number };

export const customerCounts = collection<CustomerCount>(
  'customerCounts',
  { creditorId: String, n: Number },
  { indexes: [[{ creditorId: 1 }]] },
);

/** Many rows to a creditor, taken in turn: placements side by side would wait for each other at a single one. */
const rowsPerCreditor = 64;
let turn = Math.floor(Math.random() * rowsPerCreditor);

/** Counts customers in the transaction that stores them, so that a list of a million need not be counted to say so. */
export async function countPlaced({ db, session }: Tx, creditorId: string, n: number): Promise<void> {
  turn = (turn + 1) % rowsPerCreditor;
  const row = { filter: { _id: `${creditorId}|${turn}`, creditorId }, update: { $inc: { n } }, upsert: true };
  await customerCounts(db).bulkWrite([{ updateOne: row }], { session });
}

export async function placedCount(db: Connection, creditorId: string): Promise<number> {
  const rows = await customerCounts(db).find({ creditorId }).lean<CustomerCount[]>();
  return rows.reduce((sum, { n }) => sum + n, 0);
}
