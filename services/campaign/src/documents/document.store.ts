import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, replaceRows, type Connection, type Tx } from '@fairdue/store';
import type { Document } from './document.ts';

export const documents = collection<Document>(
  'documents',
  {
    creditorId: String,
    customerId: String,
    debtId: String,
    title: String,
    loan: Schema.Types.Mixed,
    debtVersion: Number,
    validationNoticeAt: Date,
    liveCampaignId: String,
    createdAt: Date,
    updatedAt: Date,
  },
  {
    indexes: [[{ creditorId: 1, updatedAt: -1, _id: -1 }], [{ creditorId: 1, customerId: 1, updatedAt: -1, _id: -1 }]],
  },
);

const notFound = () => new Refused('not-found', 'document-not-found', 'Not found.');

/** Which of the caller's creditors owns the document. A foreign one answers exactly like a missing one. */
export async function ownerOf(db: Connection, creditorIds: readonly string[], documentId: string): Promise<string> {
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
      { _id: documentId, creditorId },
      { $set: { liveCampaignId } },
      { session, returnDocument: 'before' },
    )
    .lean<Document>();
  if (!before) throw notFound();
  return before;
}

export const loadDocuments = (
  { db, session }: Tx,
  creditorId: string,
  documentIds: readonly string[],
): Promise<Document[]> =>
  documents(db)
    .find({ creditorId, _id: { $in: [...documentIds] } }, null, { session })
    .lean<Document[]>();

export const saveDocuments = (tx: Tx, rows: readonly Document[]): Promise<unknown> => replaceRows(tx, documents, rows);

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
    .find({ creditorId, ...filter, ...past })
    .sort({ updatedAt: -1, _id: -1 })
    .limit(limit)
    .lean<Document[]>();
}

export const findDocument = (db: Connection, creditorId: string, documentId: string): Promise<Document | null> =>
  documents(db).findOne({ _id: documentId, creditorId }).lean<Document>();

export async function loadDocument(db: Connection, creditorId: string, documentId: string): Promise<Document> {
  const document = await findDocument(db, creditorId, documentId);
  if (!document) throw notFound();
  return document;
}
