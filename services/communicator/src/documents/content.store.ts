import { collection, type Connection } from '@fairdue/store';

type Chunk = { _id: string; creditorId: string; contentId: string; index: number; bytes: Buffer };

/** Bytes in pieces that fit a row. Written before the revision that names them: what a crash leaves is named by nobody. */
export const documentChunks = collection<Chunk>(
  'documentChunks',
  { creditorId: String, contentId: String, index: Number, bytes: Buffer },
  { indexes: [[{ creditorId: 1, contentId: 1, index: 1 }]] },
);

const chunkBytes = 1_024 * 1_024;

export async function storeBytes(db: Connection, creditorId: string, contentId: string, bytes: Buffer): Promise<void> {
  for (let from = 0, index = 0; from < bytes.length; from += chunkBytes, index++) {
    const row = { _id: `${contentId} ${index}`, creditorId, contentId, index, bytes: bytes.subarray(from, from + chunkBytes) };
    await documentChunks(db).insertMany([row]);
  }
} // prettier-ignore

export async function loadBytes(db: Connection, creditorId: string, contentId: string): Promise<Buffer> {
  const rows = await documentChunks(db)
    .find({ creditorId, contentId })
    .sort({ index: 1 })
    .lean<{ bytes: { buffer: Uint8Array } | Buffer }[]>();
  return Buffer.concat(rows.map(({ bytes }) => (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer))));
}
