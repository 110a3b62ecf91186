import { Refused } from '@fairdue/refused';
import { collection, type Connection, type Tx } from '@fairdue/store';
import type { Creditor } from './creditor.ts';

/** The creditor is the tenant: its id is the key of the row, and no query here goes without it. */
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
  },
  { tenant: false },
);

export async function loadCreditor(db: Connection, creditorId: string): Promise<Creditor> {
  const creditor = await creditors(db).findById(creditorId).lean<Creditor>();
  if (!creditor) throw new Refused('not-found', 'creditor-not-found', 'There is no such creditor.');
  return creditor;
}

export async function insertCreditor({ db, session }: Tx, creditor: Creditor): Promise<void> {
  await creditors(db).create([creditor], { session });
}

/** Which of these exist. */
export async function knownCreditorIds({ db, session }: Tx, creditorIds: readonly string[]): Promise<Set<string>> {
  const rows = await creditors(db)
    .find({ _id: { $in: [...creditorIds] } }, { _id: 1 }, { session })
    .lean<{ _id: string }[]>();
  return new Set(rows.map(({ _id }) => _id));
}
