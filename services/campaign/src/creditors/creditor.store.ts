import { collection, type Tx } from '@fairdue/store';
import type { Reader } from '../reader.ts';

/** What this service needs to know of a creditor: whose name a document bears, and which notices come first. */
export type Creditor = {
  _id: string;
  creditorId: string;
  companyName: string;
  collectorRole: 'thirdParty' | 'firstParty';
  timeZone: string;
  /** False: touches keep to the beginning of their hours, whenever somebody was reached before. */
  bestTime: boolean;
};

export const creditors = collection<Creditor>('creditors', {
  creditorId: String,
  companyName: String,
  collectorRole: String,
  timeZone: String,
  bestTime: Boolean,
});

/** A creditor not yet heard of is treated as the strictest kind: a third party, whose first touch is the notice. */
const unknown = (creditorId: string): Creditor => ({
  _id: creditorId,
  creditorId,
  companyName: '',
  collectorRole: 'thirdParty',
  timeZone: 'America/New_York',
  bestTime: true,
});

export async function loadCreditor({ db, session = null }: Reader, creditorId: string): Promise<Creditor> {
  const row = await creditors(db).findOne({ _id: creditorId, creditorId }, null, { session }).lean<Creditor>();
  return row ?? unknown(creditorId);
}

export const saveCreditors = ({ db, session }: Tx, rows: readonly Creditor[]) =>
  creditors(db).bulkWrite(
    rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
    { session, ordered: true },
  );
