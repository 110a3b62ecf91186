import { collection, type Connection, type Tx } from '@fairdue/store';
import type { Checkpoint, PublicKey } from './statement.ts';

export type CheckpointRow = Omit<Checkpoint, 'type' | 'at'> & { _id: string; at: Date; signature: string };

/** One per batch. Added with the seals it signs, never changed. */
export const checkpoints = collection<CheckpointRow>(
  'evidenceCheckpoints',
  {
    creditorId: String, from: Number, position: Number, hash: String, root: String, at: Date, keyId: String,
    signature: String,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, position: 1 }, { unique: true }], [{ creditorId: 1, at: 1, position: 1 }]] },
);

type KeyRow = { _id: string; publicKey: string; since: Date };

/** Every public key that ever signed here, so that old checkpoints stay verifiable when the key has changed. */
export const evidenceKeys = collection<KeyRow>('evidenceKeys', { publicKey: String, since: Date }, { tenant: false });

export const statementOf = ({ _id, at, signature: _signature, ...row }: CheckpointRow): Checkpoint => ({
  type: 'checkpoint',
  ...row,
  at: at.toISOString(),
});

export async function addCheckpoint({ db, session }: Tx, { at, ...statement }: Checkpoint, signature: string) {
  const { type: _type, ...row } = statement;
  const _id = `${row.creditorId}/${row.position}`;
  await checkpoints(db).insertMany([{ _id, ...row, at: new Date(at), signature }], { session });
}

/** Checkpoints in the order of the chain. */
export const listCheckpoints = (
  db: Connection,
  creditorId: string,
  { after, limit }: { after: number; limit: number },
): Promise<CheckpointRow[]> =>
  checkpoints(db)
    .find({ creditorId, position: { $gt: after } })
    .sort({ position: 1 })
    .limit(limit)
    .lean<CheckpointRow[]>()
    .exec();

/** The first one said then or later. */
export const checkpointSince = (db: Connection, creditorId: string, from: Date) =>
  checkpoints(db)
    .findOne({ creditorId, at: { $gte: from } })
    .sort({ at: 1, position: 1 })
    .lean<CheckpointRow>()
    .exec();

export const checkpointAt = (db: Connection, creditorId: string, position: number) =>
  checkpoints(db).findOne({ creditorId, position }).lean<CheckpointRow>().exec();

/** The newest one. */
export const lastCheckpoint = (db: Connection, creditorId: string) =>
  checkpoints(db).findOne({ creditorId }).sort({ position: -1 }).lean<CheckpointRow>().exec();

/** The one whose batch holds that position. */
export const checkpointOver = (db: Connection, creditorId: string, position: number) =>
  checkpoints(db)
    .findOne({ creditorId, position: { $gte: position } })
    .sort({ position: 1 })
    .lean<CheckpointRow>()
    .exec();

/** Known before anything is signed with it. */
export async function rememberKey(db: Connection, { keyId, publicKey }: PublicKey, since: Date): Promise<void> {
  await evidenceKeys(db).updateOne({ _id: keyId }, { $setOnInsert: { publicKey, since } }, { upsert: true });
}

export async function knownKeys(db: Connection): Promise<PublicKey[]> {
  const rows = await evidenceKeys(db).find({}).sort({ since: 1, _id: 1 }).lean<KeyRow[]>();
  return rows.map(({ _id, publicKey }) => ({ keyId: _id, publicKey }));
}
