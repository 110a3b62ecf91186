import { Schema } from 'mongoose';
import { collection, type Tx } from '@fairdue/store';
import type { Reader } from '../customers/customer.store.ts';
import type { Representation, RepresentationKind } from './representation.ts';

const { Mixed } = Schema.Types;

export const representations = collection<Representation>(
  'representations',
  {
    creditorId: String,
    customerId: String,
    debtId: String,
    kind: String,
    said: Mixed,
    isActive: Boolean,
    debtVersion: Number,
    recordedBy: Mixed,
    timeCreated: Date,
    ended: Mixed,
  },
  { indexes: [[{ creditorId: 1, debtId: 1, kind: 1, isActive: 1 }]] },
);

/** There is at most one: whoever adds another writes the debt, and ends the one before. */
export const activeRepresentation = (
  { db, session }: Reader,
  creditorId: string,
  debtId: string,
  kind: RepresentationKind,
): Promise<Representation | null> =>
  representations(db)
    .findOne({ creditorId, debtId, kind, isActive: true }, null, { session: session ?? null })
    .lean<Representation>();

export async function saveRepresentations({ db, session }: Tx, rows: readonly Representation[]): Promise<void> {
  const replacements = rows.map((row) => ({
    replaceOne: { filter: { _id: row._id, creditorId: row.creditorId }, replacement: row, upsert: true },
  }));
  await representations(db).bulkWrite(replacements, { session });
}
