import { Refused } from '@fairdue/refused';
import {
  collection,
  insertRows,
  keysetFilter,
  pageOf,
  replaceRows,
  within,
  type Connection,
  type Page,
  type Tx,
} from '@fairdue/store';
import { readingsOf } from '../customers/reference.ts';
import type { Document, Revision } from './document.ts';

export const documents = collection<Document>(
  'documents',
  {
    creditorId: String,
    customerId: String,
    externalId: String,
    name: String,
    contentType: String,
    revision: Number,
    sizeBytes: Number,
    sha256: String,
    createdAt: Date,
    updatedAt: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, createdAt: -1, _id: -1 }],
      [{ creditorId: 1, customerId: 1, createdAt: -1, _id: -1 }],
      [
        { creditorId: 1, externalId: 1 },
        { unique: true, partialFilterExpression: { externalId: { $exists: true } } },
      ],
    ],
  },
);

export const documentRevisions = collection<Revision>(
  'documentRevisions',
  {
    creditorId: String,
    documentId: String,
    revision: Number,
    contentType: String,
    sizeBytes: Number,
    sha256: String,
    contentId: String,
    templateVersionId: String,
    templateRevision: Number,
    savedAt: Date,
    savedBy: String,
  },
  { indexes: [[{ creditorId: 1, documentId: 1, revision: -1 }]] },
);

export const documentNotFound = (): Refused =>
  new Refused('not-found', 'document-not-found', 'There is no such document.', [
    { path: 'documentId', problem: 'is no document of this company' },
  ]);

/** By our id or the company's own, as 1.2 reads ids. */
export async function loadDocument(from: Tx | Connection, creditorId: string, documentId: string): Promise<Document> {
  const { db, session } = within(from);
  for (const { kind, value } of readingsOf(documentId)) {
    const by = kind === 'ours' ? { _id: value } : { externalId: value };
    const found = await documents(db)
      .findOne({ creditorId, ...by }, null, { session })
      .lean<Document>();
    if (found) return found;
  }
  throw documentNotFound();
}

/** Newest first; one person's, or all. */
export async function listDocuments(
  db: Connection,
  creditorId: string,
  {
    customerId,
    limit,
    cursor,
  }: { customerId?: string | undefined; limit: number; cursor: readonly unknown[] | undefined },
): Promise<Page<Document>> {
  const fields = ['createdAt', '_id'] as const;
  const rows = await documents(db)
    .find({
      creditorId,
      ...(customerId !== undefined && { customerId }),
      ...keysetFilter(fields, cursor, 'descending'),
    })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean<Document[]>();
  return pageOf(rows, limit, fields);
}

export const listRevisions = (db: Connection, creditorId: string, documentId: string): Promise<Revision[]> =>
  documentRevisions(db).find({ creditorId, documentId }).sort({ revision: -1 }).limit(100).lean<Revision[]>();

export const findRevision = (
  db: Connection,
  creditorId: string,
  documentId: string,
  revision: number,
): Promise<Revision | null> => documentRevisions(db).findOne({ creditorId, documentId, revision }).lean<Revision>();

/** Which of these contents their documents have, or had. */
export async function contentsNamed(
  { db, session }: Tx,
  creditorId: string,
  contents: readonly { documentId: string; contentId: string }[],
): Promise<Set<string>> {
  const documentId = { $in: contents.map((each) => each.documentId) };
  const contentId = { $in: contents.map((each) => each.contentId) };
  const rows = await documentRevisions(db)
    .find({ creditorId, documentId, contentId }, { contentId: 1 }, { session })
    .lean<{ contentId: string }[]>();
  return new Set(rows.map((row) => row.contentId));
}

export const insertDocument = (tx: Tx, row: Document): Promise<void> => insertRows(tx, documents, [row]);

/** Two writers of one document conflict, and the later one comes after the earlier one. */
export async function saveRevision(tx: Tx, document: Document, revision: Revision): Promise<void> {
  await replaceRows(tx, documents, [document], { mayBeNew: false });
  await insertRows(tx, documentRevisions, [revision]);
} // prettier-ignore
