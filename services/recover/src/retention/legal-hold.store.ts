import { Schema } from 'mongoose';
import type { RecordedBy } from '@fairdue/contracts';
import { collection, type Tx } from '@fairdue/store';
import type { Reader } from '../customers/customer.store.ts';

/** Records of this customer may be needed in court: nothing of theirs goes, whatever else would let it. `_id` is the customer's. */
export type LegalHold = { _id: string; creditorId: string; reason: string; placedBy: RecordedBy; placedAt: Date };

export const legalHolds = collection<LegalHold>('legalHolds', {
  creditorId: String, reason: String, placedBy: Schema.Types.Mixed, placedAt: Date,
}); // prettier-ignore

export const legalHoldsOf = (
  { db, session }: Reader,
  creditorIds: readonly string[],
  customerIds: readonly string[],
): Promise<LegalHold[]> =>
  legalHolds(db)
    .find({ creditorId: { $in: [...creditorIds] }, _id: { $in: [...customerIds] } }, null, { session: session ?? null })
    .lean<LegalHold[]>();

/** The first reason stands. */
export async function placeLegalHold(tx: Tx, { _id, creditorId, ...hold }: LegalHold): Promise<LegalHold> {
  const { db, session } = tx;
  await legalHolds(db).updateOne({ _id, creditorId }, { $setOnInsert: hold }, { session, upsert: true });
  const [placed] = await legalHoldsOf(tx, [creditorId], [_id]);
  return placed ?? { _id, creditorId, ...hold };
}

export const liftLegalHold = ({ db, session }: Tx, creditorId: string, customerId: string): Promise<unknown> =>
  legalHolds(db).deleteOne({ _id: customerId, creditorId }, { session });

export const isOnLegalHold = async (from: Reader, creditorId: string, customerId: string): Promise<boolean> =>
  (await legalHoldsOf(from, [creditorId], [customerId])).length > 0;
