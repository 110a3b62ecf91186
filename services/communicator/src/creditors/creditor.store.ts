import { Schema } from 'mongoose';
import { collection, type Tx } from '@fairdue/store';
import type { Creditor } from './creditor.ts';

const { Mixed } = Schema.Types;

type Row = Creditor & { creditorId: string };
export const creditors = collection<Row>('creditors', {
  creditorId: String,
  companyName: String,
  settings: Mixed,
  sender: Mixed,
});

export const loadCreditor = ({ db }: Pick<Tx, 'db'>, creditorId: string): Promise<Creditor | null> =>
  creditors(db).findOne({ creditorId, _id: creditorId }).lean<Creditor>();

export async function saveCreditors({ db, session }: Tx, rows: readonly Creditor[]): Promise<void> {
  await creditors(db).bulkWrite(
    rows.map((row) => ({
      replaceOne: {
        filter: { _id: row._id, creditorId: row._id },
        replacement: { ...row, creditorId: row._id },
        upsert: true,
      },
    })),
    { session },
  );
}
