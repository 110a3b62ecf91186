import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import type { DebtStatus } from '@fairdue/contracts';
import { collection, replaceRows, writeRows, type Connection, type Tx } from '@fairdue/store';
import type { Reader } from '../reader.ts';
import { behindFrom, lotOf, type Document } from './document.ts';

/**
 * `countedAs` is how the counters see a document: by the first day on which its loan is behind, `9999-12-31` for a loan in
 * order, `none` without a loan, null once it is deleted. One index then answers each of them without a look at a row.
 * `lot` is where a walk over all of them meets it.
 */
type Stored = Document & { countedAs: string | null; lot: string };

const there = { deletedAt: null };

export const documents = collection<Stored>(
  'documents',
  {
    creditorId: String,
    customerId: String,
    debtId: String,
    title: String,
    titleGiven: Boolean,
    description: String,
    chattelType: String,
    loan: Schema.Types.Mixed,
    debtVersion: Number,
    validationNoticeAt: Date,
    liveCampaignId: String,
    deletedAt: Date,
    countedAs: String,
    lot: String,
    createdAt: Date,
    updatedAt: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, updatedAt: -1, _id: -1 }],
      [{ creditorId: 1, customerId: 1, updatedAt: -1, _id: -1 }],
      [{ creditorId: 1, countedAs: 1 }],
      [{ creditorId: 1, lot: 1 }, { partialFilterExpression: there }],
      [{ creditorId: 1, 'loan.debtStatus': 1, lot: 1 }, { partialFilterExpression: there }],
    ],
  },
);

const notFound = () => new Refused('not-found', 'document-not-found', 'Not found.');

/** Which of the caller's creditors owns the document. A foreign one answers exactly like a missing one. */
export async function ownerOf(db: Connection, creditorIds: readonly string[], documentId: string): Promise<string> {
  const owned = await documents(db)
    .findOne({ _id: documentId, creditorId: { $in: [...creditorIds] }, ...there }, 'creditorId')
    .lean<Pick<Document, 'creditorId'>>();
  if (!owned) throw notFound();
  return owned.creditorId;
}

/** Whose the document is or was: what was done about it can be read for ever. */
export async function ownerEver(db: Connection, creditorIds: readonly string[], documentId: string): Promise<string> {
  const owned = await documents(db)
    .findOne({ _id: documentId, creditorId: { $in: [...creditorIds] } }, 'creditorId')
    .lean<Pick<Document, 'creditorId'>>();
  if (!owned) throw notFound();
  return owned.creditorId;
}

/**
 * Gives the document its new live campaign and returns it as it was before. This is the first write of a start, so that of
 * several at once all but one are turned away before they have done anything.
 */
export async function claimDocument(
  { db, session }: Tx,
  creditorId: string,
  documentId: string,
  liveCampaignId: string,
): Promise<Document> {
  const before = await documents(db)
    .findOneAndUpdate(
      { _id: documentId, creditorId, ...there },
      { $set: { liveCampaignId } },
      { session, returnDocument: 'before' },
    )
    .lean<Document>();
  if (!before) throw notFound();
  return before;
}

/** Gives each of these documents its live campaign. A start or a change at the same moment conflicts with it. */
export const claimDocuments = (
  tx: Tx,
  creditorId: string,
  claims: readonly { documentId: string; campaignId: string }[],
): Promise<unknown> =>
  writeRows(
    tx,
    documents,
    claims.map(({ documentId, campaignId }) => ({
      updateOne: {
        filter: { _id: documentId as never, creditorId },
        update: { $set: { liveCampaignId: campaignId } },
      },
    })),
  );

type Walk = { statuses: readonly DebtStatus[] | null; after: string; limit: number };

/** A creditor's documents by lot, from after one on: all of them, or those of debts that stand so. */
export const walkDocuments = (
  { db, session = null }: Reader,
  creditorId: string,
  { statuses, after, limit }: Walk,
): Promise<Document[]> =>
  documents(db)
    .find({ creditorId, ...there, ...(statuses && { 'loan.debtStatus': { $in: [...statuses] } }), lot: { $gt: after } })
    .sort({ lot: 1 })
    .limit(limit)
    .session(session)
    .lean<Document[]>();

/** These documents, and what is left of deleted ones. */
export const loadDocuments = (
  { db, session }: Tx,
  creditorId: string,
  documentIds: readonly string[],
): Promise<Document[]> =>
  documents(db)
    .find({ creditorId, _id: { $in: [...documentIds] } }, null, { session })
    .lean<Document[]>();

/** All of a person's, and what is left of deleted ones. */
export const documentsOf = ({ db, session }: Tx, creditorId: string, customerId: string): Promise<Document[]> =>
  documents(db).find({ creditorId, customerId }, null, { session }).lean<Document[]>();

const never = '9999-12-31';
const noLoan = 'none';

function countedAs({ loan, deletedAt }: Document): string | null {
  if (deletedAt) return null;
  return loan ? (behindFrom(loan) ?? never) : noLoan;
}

/** Where counters and walks find a document. */
export const placeOf = (row: Document): Pick<Stored, 'countedAs' | 'lot'> => ({
  countedAs: countedAs(row),
  lot: lotOf(row._id),
});

export const saveDocuments = (tx: Tx, rows: readonly Document[]): Promise<unknown> =>
  replaceRows(tx, documents, rows.map((row) => ({ ...row, ...placeOf(row) }))); // prettier-ignore

/** How many documents a creditor has, how many of them with a loan, and how many loans are behind today. */
export async function countDocuments(db: Connection, creditorId: string, now: Date) {
  const upTo = (last: string) => documents(db).countDocuments({ creditorId, countedAs: { $gte: '', $lte: last } });
  const [total, withLoan, behind] = await Promise.all([
    upTo(noLoan),
    upTo(never),
    upTo(now.toISOString().slice(0, 10)),
  ]);
  return { total, withLoan, behind };
}

type DocumentFilter = { debtId?: string; customerId?: string };

/** The documents last updated first, from after the row of `after` on. */
export function listDocuments(
  db: Connection,
  creditorId: string,
  filter: DocumentFilter,
  after: Document | undefined,
  limit: number,
): Promise<Document[]> {
  const past = after && {
    $or: [{ updatedAt: { $lt: after.updatedAt } }, { updatedAt: after.updatedAt, _id: { $lt: after._id } }],
  };
  return documents(db)
    .find({ creditorId, ...filter, ...there, ...past })
    .sort({ updatedAt: -1, _id: -1 })
    .limit(limit)
    .lean<Document[]>();
}

export const findDocument = (
  { db, session = null }: Reader,
  creditorId: string,
  documentId: string,
): Promise<Document | null> =>
  documents(db)
    .findOne({ _id: documentId, creditorId, ...there }, null, { session })
    .lean<Document>();

export async function loadDocument(reader: Reader, creditorId: string, documentId: string): Promise<Document> {
  const document = await findDocument(reader, creditorId, documentId);
  if (!document) throw notFound();
  return document;
}
