import type { Tx } from '@fairdue/store';
import { dropBytes } from '../documents/content.store.ts';
import { documentRevisions, documents } from '../documents/document.store.ts';

/** Letters and whatever else was kept for the customer, with every earlier content of it. */
export async function removeFiles(tx: Tx, creditorId: string, customerId: string): Promise<void> {
  const { db, session } = tx;
  const own = await documents(db).find({ creditorId, customerId }, { _id: 1 }, { session }).lean<{ _id: string }[]>();
  const ofOwn = { creditorId, documentId: { $in: own.map(({ _id }) => _id) } };
  const revisions = await documentRevisions(db)
    .find(ofOwn, { contentId: 1 }, { session })
    .lean<{ contentId: string }[]>();
  await dropBytes(tx, creditorId, revisions.map(({ contentId }) => contentId)); // prettier-ignore
  await documentRevisions(db).deleteMany(ofOwn, { session });
  await documents(db).deleteMany({ creditorId, customerId }, { session });
}
