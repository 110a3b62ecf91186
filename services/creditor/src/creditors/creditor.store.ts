import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, keysetFilter, pageOf, type Connection, type Page, type Tx } from '@fairdue/store';
import type { Creditor } from './creditor.ts';

/** The creditor is the tenant: its id is the key of the row, and no query of a creditor's own goes without it. */
export const creditors = collection<Creditor>(
  'creditors',
  {
    companyName: String,
    industry: String,
    environment: String,
    activationStatus: String,
    commissionPercentBasisPoint: Number,
    settings: Object,
    sender: Object,
    registeredAt: Date,
    brands: [Schema.Types.Mixed],
  },
  { tenant: false },
);

type Where = { db: Connection; session?: Tx['session'] };

export async function loadCreditor({ db, session }: Where, creditorId: string): Promise<Creditor> {
  const creditor = await creditors(db)
    .findById(creditorId, null, session ? { session } : {})
    .lean<Creditor>();
  if (!creditor) throw new Refused('not-found', 'creditor-not-found', 'There is no such creditor.');
  return creditor;
}

export async function insertCreditor({ db, session }: Tx, creditor: Creditor): Promise<void> {
  await creditors(db).create([creditor], { session });
}

/** Of two writers MongoDB aborts one, and its whole transaction runs again on fresh data. */
export async function saveCreditor({ db, session }: Tx, creditor: Creditor): Promise<void> {
  await creditors(db).replaceOne({ _id: creditor._id }, creditor, { session });
}

/** For the agency: every creditor of the installation, in the order of their ids. */
export async function listCreditors(
  db: Connection,
  { limit, cursor }: { limit: number; cursor: readonly unknown[] | undefined },
): Promise<Page<Creditor>> {
  const rows = await creditors(db)
    .find(keysetFilter(['_id'], cursor))
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<Creditor[]>();
  return pageOf(rows, limit, ['_id']);
}

/** An account is linked to creditors that exist. */
export async function requireKnownCreditors({ db, session }: Tx, creditorIds: readonly string[]): Promise<void> {
  const rows = await creditors(db)
    .find({ _id: { $in: [...creditorIds] } }, { _id: 1 }, { session })
    .lean<{ _id: string }[]>();
  const known = new Set(rows.map(({ _id }) => _id));
  const unknown = creditorIds.find((id) => !known.has(id));
  if (unknown) throw new Refused('not-found', 'creditor-not-found', `There is no creditor ${unknown}.`);
}
