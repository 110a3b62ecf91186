import { createHash } from 'node:crypto';
import { collection, type Connection, type Tx } from '@fairdue/store';

/** Whom a subject of an OIDC issuer logs in as. */
type Subject = { _id: string; issuer: string; subject: string; accountId: string; linkedAt: Date };
export type SubjectName = Pick<Subject, 'issuer' | 'subject'>;

/** A subject is looked up before anybody knows whose it is, so this collection has no creditor. */
export const subjects = collection<Subject>(
  'subjects',
  { issuer: String, subject: String, accountId: String, linkedAt: Date },
  { tenant: false, indexes: [[{ accountId: 1, linkedAt: 1 }]] },
);

/** One row per subject, whatever its characters are. */
const rowOf = ({ issuer, subject }: SubjectName): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');

type Where = { db: Connection; session?: Tx['session'] };

export const findSubject = ({ db, session }: Where, name: SubjectName): Promise<Subject | null> =>
  subjects(db)
    .findById(rowOf(name), null, session ? { session } : {})
    .lean<Subject>()
    .exec();

export async function subjectsOf(db: Connection, accountId: string): Promise<SubjectName[]> {
  const rows = await subjects(db).find({ accountId }).sort({ linkedAt: 1 }).lean<Subject[]>();
  return rows.map(({ issuer, subject }) => ({ issuer, subject }));
}

/** Links a subject that nobody has; of two at once MongoDB aborts one, which then finds it taken. */
export async function insertSubject({ db, session }: Tx, name: SubjectName, accountId: string, at: Date) {
  const row = { ...name, accountId, linkedAt: at };
  await subjects(db).updateOne({ _id: rowOf(name) }, { $setOnInsert: row }, { upsert: true, session });
}

export async function deleteSubject({ db, session }: Tx, name: SubjectName): Promise<void> {
  await subjects(db).deleteOne({ _id: rowOf(name) }, { session });
}
