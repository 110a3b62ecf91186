import { writeRows, type Migration, type PageDone, type Tx } from '@fairdue/store';
import { documents, placeOf } from '../documents/document.store.ts';
import type { Document } from '../documents/document.ts';

const pageMax = 500;

/**
 * Documents stored before there were counters and portfolio campaigns have no place among them: none of these is counted,
 * and no portfolio campaign meets it.
 */
async function placeSome(tx: Tx, after: string | null): Promise<PageDone> {
  const rows = await documents(tx.db)
    .find({ _id: { $gt: after ?? '' } }, null, { session: tx.session, acrossCreditors: true })
    .sort({ _id: 1 })
    .limit(pageMax)
    .lean<(Document & { lot?: string; countedAs?: string | null })[]>();
  const unplaced = rows.filter(({ lot, countedAs }) => lot === undefined || countedAs === undefined);
  await writeRows(
    tx,
    documents,
    unplaced.map((row) => ({
      updateOne: { filter: { _id: row._id as never, creditorId: row.creditorId }, update: { $set: placeOf(row) } },
    })),
  );
  return { changed: unplaced.length, next: rows.length < pageMax ? null : (rows.at(-1)?._id ?? null) };
}

export const placesOfDocuments: Migration = {
  name: '2026-11-23-places-of-documents',
  phase: 'expand',
  checksum: '890f4977dbc825fd',
  page: placeSome,
};

/** A replica of the version before writes a document as it knows it, and so without its place: again when none is left. */
export const placesOfLateDocuments: Migration = {
  ...placesOfDocuments,
  name: '2026-11-23-places-of-late-documents',
  phase: 'contract',
};
