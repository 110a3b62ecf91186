import { collection, within, type Connection, type Tx } from '@fairdue/store';
import { Schema } from 'mongoose';
import { dayMs } from '../places/local-time.ts';
import type { CustomerRef } from './customer.store.ts';
import type { PastState } from './past-customer.ts';

type PastRow = PastState & CustomerRef & { _id: string };

/** As long as anybody may ask about a moment, and some days. */
const keptSeconds = ((3 * 366 + 7) * dayMs) / 1_000;

/** How contacts and debts stood before: beside the document of the customer, which knows how they stand. */
export const customerHistory = collection<PastRow>(
  'customerHistory',
  {
    creditorId: String, customerId: String, subjectId: String, what: String, state: Schema.Types.Mixed, until: Date, version: Number,
  }, // prettier-ignore
  {
    indexes: [
      [{ creditorId: 1, customerId: 1, until: 1, version: 1 }],
      [{ until: 1 }, { expireAfterSeconds: keptSeconds }],
    ],
  },
);

/** Adds what was ended. The same word of an owner, heard again after a loss, ends the same state. */
export async function addHistory(
  { db, session }: Tx,
  ended: readonly (CustomerRef & { past: PastState })[],
): Promise<void> {
  if (ended.length === 0) return;
  await customerHistory(db).collection.bulkWrite(
    ended.map(({ creditorId, customerId, past }) => ({
      replaceOne: {
        filter: { _id: `${customerId}/${past.subjectId}/${past.version}` as never, creditorId },
        replacement: { creditorId, customerId, ...past },
        upsert: true,
      },
    })),
    { session, ordered: false },
  );
}

/** What stood of these customers at that moment or later, and stands no more: in the order in which it ended. */
export async function historySince(
  where: Tx | Connection,
  refs: readonly CustomerRef[],
  at: Date,
): Promise<ReadonlyMap<string, PastState[]>> {
  if (refs.length === 0) return new Map();
  const { db, session } = within(where);
  const rows = await customerHistory(db)
    .find(
      {
        creditorId: { $in: [...new Set(refs.map(({ creditorId }) => creditorId))] },
        customerId: { $in: refs.map(({ customerId }) => customerId) },
        until: { $gt: at },
      },
      null,
      { session },
    )
    .sort({ until: 1, version: 1 })
    .lean<PastRow[]>();
  const byCustomer = new Map<string, PastState[]>();
  for (const row of rows) byCustomer.set(row.customerId, [...(byCustomer.get(row.customerId) ?? []), row]);
  return byCustomer;
}
