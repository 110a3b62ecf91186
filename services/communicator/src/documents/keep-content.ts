import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import type { CommunicatorDeps } from '../config.ts';
import { storeBytes } from './content.store.ts';
import { loadDocument, saveRevision } from './document.store.ts';
import { documentBytesMax, factsOf, revised, type Content, type Document } from './document.ts';
import { sweepLater } from './sweep-content.ts';

export type Made = { by: string; at: Date; templateVersionId: string | null; templateRevision: number | null };

/** Gives a document new content, as a revision more; the same content again changes nothing. */
export async function keepContent(
  { db, config }: Pick<CommunicatorDeps, 'db' | 'config'>,
  creditorId: string,
  documentId: string,
  content: Content,
  { by, at, templateVersionId, templateRevision }: Made,
): Promise<Document> {
  const { bytes } = content;
  if (bytes.length === 0) throw new Refused('malformed', 'document-empty', 'A document has content.');
  if (bytes.length > documentBytesMax)
    throw new Refused('malformed', 'document-too-large', `A document has at most ${documentBytesMax} bytes.`);
  const facts = factsOf(content);
  const known = await loadDocument(db, creditorId, documentId);
  if (revised(known, facts, at) === known) return known;

  const contentId = newId('document');
  await transaction(db, (tx) => sweepLater(tx, { creditorId, documentId: known._id, contentId }));
  await storeBytes(db, config.CONTENT_KEYS, creditorId, contentId, bytes);
  return transaction(
    db,
    async (tx) => {
      const before = await loadDocument(tx, creditorId, known._id);
      const after = revised(before, facts, at);
      if (after === before) return before;
      await saveRevision(tx, after, {
        _id: `${after._id} ${after.revision}`,
        creditorId,
        documentId: after._id,
        revision: after.revision,
        ...facts,
        contentId,
        templateVersionId,
        templateRevision,
        savedAt: at,
        savedBy: by,
      });
      return after;
    },
    { about: known._id },
  );
}
