import { answerWith, caller, theCreditor } from '@fairdue/http';
import { enqueueAll } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import type { Request } from 'express';
import type { z } from 'zod';
import { noteActivity } from '../activity/activity.store.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { activityOfDocument, factsOfDocument } from './document-facts.ts';
import { loadDocument, ownerOf, saveDocuments } from './document.store.ts';
import type { Document } from './document.ts';
import { documentWire, type OneDocument } from './document-wire.ts';

type Change = {
  /** The document as it shall be; itself when that changes nothing. */
  change: (before: Document, now: Date) => Document;
  /** What follows from it, in the same transaction. */
  follow: (tx: Tx, before: Document, after: Document, now: Date) => Promise<void>;
};

/** Changes a document of the caller's, and answers with it. A change that changes nothing is no news to anybody. */
export async function changeDocument(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  req: Request,
  documentId: string,
  { change, follow }: Change,
): Promise<z.output<typeof OneDocument>> {
  const creditorId = theCreditor(caller(req), await ownerOf(db, caller(req).creditorIds, documentId));
  return transaction(db, async (tx) => {
    const at = now();
    const before = await loadDocument(tx, creditorId, documentId);
    const after = change(before, at);
    if (after !== before) {
      await saveDocuments(tx, [after]);
      await follow(tx, before, after, at);
      await enqueueAll(tx, factsOfDocument(before, after, at));
      await noteActivity(tx, [activityOfDocument(before, after, at)]);
    }
    const { companyName } = await loadCreditor(tx, creditorId);
    const answer = { document: documentWire(after, companyName, at) };
    await answerWith(tx, req, 200, answer);
    return answer;
  });
}
