import { sha256 } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { SealBroken, type Connection } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { loadBytes } from './content.store.ts';
import { findRevision, loadDocument } from './document.store.ts';
import { attachmentsMax, documentBytesMax, type Revision } from './document.ts';

/** A file of a message as it was when the message was asked for: what becomes of the document later changes nothing. */
export type Attached = Pick<Revision, 'documentId' | 'revision' | 'contentType' | 'sizeBytes' | 'sha256'> & {
  name: string;
};
export type Attachment = Attached & { bytes: Buffer };

const of = (problem: string) => [{ path: 'attachments', problem }];
const unfit = (problem: string): Refused =>
  new Refused('malformed', 'attachments-unfit', 'Those files cannot be attached', of(problem));
const noSuch = (): Refused =>
  new Refused('not-found', 'document-not-found', 'There is no such document', of('names no document of this person'));

/**
 * The last content of documents, for a message to one person, in that order: at most 10 and 20 MiB together (5.1). What is
 * about somebody else does not exist.
 */
export async function attach(
  db: Connection,
  creditorId: string,
  documentIds: readonly string[],
  customerId: string,
): Promise<Attached[]> {
  if (documentIds.length > attachmentsMax) throw unfit(`at most ${attachmentsMax} files`);
  const attached: Attached[] = [];
  for (const reference of documentIds) {
    const document = await loadDocument(db, creditorId, reference).catch((error: unknown) => {
      throw error instanceof Refused ? noSuch() : error;
    });
    if (document.customerId !== null && document.customerId !== customerId) throw noSuch();
    const found = await findRevision(db, creditorId, document._id, document.revision);
    if (!found) throw unfit(`${document._id} has no content yet`);
    const { documentId, revision, contentType, sizeBytes, sha256 } = found;
    attached.push({ documentId, revision, name: document.name, contentType, sizeBytes, sha256 });
  }
  if (bytesOf(attached) > documentBytesMax) throw unfit(`at most ${documentBytesMax} bytes together`);
  return attached;
}

export const bytesOf = (attached: readonly Attached[]): number => attached.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0); // prettier-ignore

/** Their bytes, for as long as the message is made. Bytes that are not those that were attached go to nobody. */
export async function loadAttachments(
  { db, config }: Pick<CommunicatorDeps, 'db' | 'config'>,
  creditorId: string,
  attached: readonly Attached[],
): Promise<Attachment[]> {
  const loaded: Attachment[] = [];
  for (const each of attached) {
    const found = await findRevision(db, creditorId, each.documentId, each.revision);
    const bytes = found ? await bytesOfRevision({ db, config }, creditorId, found) : Buffer.alloc(0);
    if (sha256(bytes) !== each.sha256)
      throw new Refused('conflict', 'attachment-altered', `The bytes of ${each.documentId} are not those attached.`);
    loaded.push({ ...each, bytes });
  }
  return loaded;
}

/** None where they do not open. */
const bytesOfRevision = (
  { db, config }: Pick<CommunicatorDeps, 'db' | 'config'>,
  creditorId: string,
  { contentId }: Revision,
): Promise<Buffer> =>
  loadBytes(db, config.CONTENT_KEYS, creditorId, contentId).catch((error: unknown) => {
    if (error instanceof SealBroken) return Buffer.alloc(0);
    throw error;
  });
