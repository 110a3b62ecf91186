import { collection, openBytes, sealBytes, type Connection, type SealedBytes, type Tx } from '@fairdue/store';
import type { ContentKeys } from '../interactions/sealed-content.ts';

type Chunk = { _id: string; creditorId: string; contentId: string; index: number } & SealedBytes;

/** Bytes in encrypted pieces that fit a row. Written before the revision that names them: see sweep-content.ts. */
export const documentChunks = collection<Chunk>(
  'documentChunks',
  { creditorId: String, contentId: String, index: Number, keyId: String, sealed: Buffer },
  { indexes: [[{ creditorId: 1, contentId: 1, index: 1 }]] },
);

const chunkBytes = 1_024 * 1_024;

/** A piece opens in its own place alone. */
const placeOf = ({ creditorId, contentId, index }: Pick<Chunk, 'creditorId' | 'contentId' | 'index'>) =>
  [creditorId, contentId, index] as const;

/** What the driver reads of bytes is a view of them. */
type Read = Omit<Chunk, 'sealed'> & { sealed: Buffer | { buffer: Uint8Array } };
const asRead = ({ sealed, ...chunk }: Read): Chunk => ({
  ...chunk,
  sealed: Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer),
});

export async function storeBytes(
  db: Connection,
  keys: ContentKeys,
  creditorId: string,
  contentId: string,
  bytes: Buffer,
): Promise<void> {
  for (let from = 0, index = 0; from < bytes.length; from += chunkBytes, index++) {
    const place = { creditorId, contentId, index };
    const sealed = sealBytes(keys, bytes.subarray(from, from + chunkBytes), placeOf(place));
    await documentChunks(db).insertMany([{ _id: `${contentId} ${index}`, ...place, ...sealed }]);
  }
}

export async function loadBytes(
  db: Connection,
  keys: ContentKeys,
  creditorId: string,
  contentId: string,
): Promise<Buffer> {
  const rows = await documentChunks(db).find({ creditorId, contentId }).sort({ index: 1 }).lean<Read[]>();
  return Buffer.concat(rows.map((row) => openBytes(keys, asRead(row), placeOf(row))));
}

export async function dropBytes({ db, session }: Tx, creditorId: string, contentIds: readonly string[]): Promise<void> {
  await documentChunks(db).deleteMany({ creditorId, contentId: { $in: [...contentIds] } }, { session });
}

/** Pieces of all creditors from that one on. */
export async function chunksAfter(db: Connection, after: string, limit: number): Promise<Chunk[]> {
  const rows = await documentChunks(db)
    .find({ _id: { $gt: after } }, null, { acrossCreditors: true } as object)
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Read[]>();
  return rows.map(asRead);
}

export const openChunk = (keys: ContentKeys, chunk: Chunk): Buffer => openBytes(keys, chunk, placeOf(chunk));

/** Its bytes sealed anew with the newest key. */
export async function resealChunk(db: Connection, keys: ContentKeys, chunk: Chunk, bytes: Buffer): Promise<void> {
  const { _id, creditorId, keyId } = chunk;
  await documentChunks(db).updateOne({ _id, creditorId, keyId }, { $set: sealBytes(keys, bytes, placeOf(chunk)) });
}
