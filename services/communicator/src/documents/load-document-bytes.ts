import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { loadBytes } from './content.store.ts';
import { documentNotFound, findRevision, loadDocument } from './document.store.ts';
import { attachmentsMax, documentBytesMax } from './document.ts';

export type Attachment = {
  documentId: string;
  revision: number;
  name: string;
  contentType: string;
  sha256: string;
  bytes: Buffer;
};

const unfit = (problem: string): Refused =>
  new Refused('malformed', 'attachments-unfit', 'Those files cannot be attached', [{ path: 'attachments', problem }]);

/**
 * The content of documents for a message to one person, in that order: at most 10 and 20 MiB together, read only when it is
 * known that they fit. What is about somebody else does not exist.
 */
export async function loadDocumentBytes(
  db: Connection,
  creditorId: string,
  documentIds: readonly string[],
  customerId: string,
): Promise<Attachment[]> {
  if (documentIds.length > attachmentsMax) throw unfit(`at most ${attachmentsMax} files`);
  const found = [];
  for (const documentId of documentIds) {
    const document = await loadDocument(db, creditorId, documentId);
    if (document.customerId !== null && document.customerId !== customerId) throw documentNotFound();
    const revision = await findRevision(db, creditorId, document._id, document.revision);
    if (!revision) throw unfit(`${document._id} has no content yet`);
    found.push({ document, revision });
  }
  const size = found.reduce((sum, { revision }) => sum + revision.sizeBytes, 0);
  if (size > documentBytesMax) throw unfit(`at most ${documentBytesMax} bytes together`);

  return Promise.all(
    found.map(async ({ document, revision: { revision, contentType, sha256, contentId } }) => ({
      documentId: document._id,
      revision,
      name: document.name,
      contentType,
      sha256,
      bytes: await loadBytes(db, creditorId, contentId),
    })),
  );
} // prettier-ignore
