import { sha256 } from '@fairdue/contracts';

/** What a company keeps as a file: what was uploaded, or rendered into it. Its content is that of its last revision. */
export type Document = {
  _id: string;
  creditorId: string;
  /** Whom it is about; null: it may go to anybody. */
  customerId: string | null;
  /** The company's own id of it. */
  externalId?: string;
  name: string;
  contentType: string;
  /** 0: it has no content yet. */
  revision: number;
  sizeBytes: number;
  sha256: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** The content that a document once had. Rows are only ever added: documents are evidence. */
export type Revision = {
  _id: string;
  creditorId: string;
  documentId: string;
  revision: number;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  /** Where its bytes are. */
  contentId: string;
  /** What it was rendered from; null: it was uploaded. */
  templateVersionId: string | null;
  templateRevision: number | null;
  savedAt: Date;
  savedBy: string;
};

export const documentBytesMax = 20 * 1_024 * 1_024;
export const attachmentsMax = 10;

export type Content = { contentType: string; bytes: Buffer };
export type Facts = Pick<Revision, 'contentType' | 'sizeBytes' | 'sha256'>;

export const factsOf = ({ contentType, bytes }: Content): Facts => ({
  contentType: contentType.split(';', 1)[0] ?? contentType,
  sizeBytes: bytes.length,
  sha256: sha256(bytes),
});

/** The document with that content as one revision more. The same object: it has that content already. */
export function revised(document: Document, facts: Facts, now: Date): Document {
  if (document.sha256 === facts.sha256 && document.contentType === facts.contentType) return document;
  return { ...document, ...facts, revision: document.revision + 1, updatedAt: now };
}
