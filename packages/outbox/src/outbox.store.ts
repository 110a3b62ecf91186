import assert from 'node:assert/strict';
import { Schema } from 'mongoose';
import { collection, type Connection, type Tx } from '@fairdue/store';
import { wakeRelays } from './wake.ts';

/** A record on its way to a topic. `at` and `sequence` give the order of its key, whatever the clocks of its writers. */
export type OutboxRow = {
  _id: string;
  topic: string;
  key: string | null;
  shard: number;
  at: Date;
  sequence: number;
  value: string;
  headers: Record<string, string>;
};

export const outboxRows = collection<OutboxRow>(
  'outbox',
  { topic: String, key: String, shard: Number, at: Date, sequence: Number, value: String, headers: Schema.Types.Mixed },
  { tenant: false, indexes: [[{ shard: 1, at: 1, sequence: 1 }]] },
);

/** The last number taken for a topic and key, and the latest time one was taken at. */
type Sequence = { _id: string; n: number; at: Date };

export const sequences = collection<Sequence>('sequences', { n: Number, at: Date }, { tenant: false });

/** What is to be published, before it has its number. */
export type Draft = {
  topic: string;
  key: string | null;
  record: (sequence: number) => { value: string; headers: Record<string, string> };
};

/** More replicas than this share the publishing of one service no further. Stored with each row, so it stays as it is. */
export const shardCount = 4;
const allShards = Array.from({ length: shardCount }, (_, shard) => shard);

/** What a broker takes in one record, with room for headers. */
export const valueBytesMax = 1_000_000;

const shardOf = (key: string): number =>
  Buffer.from(key).reduce((hash, byte) => (Math.imul(hash, 31) + byte) >>> 0, 7) % shardCount;

const sequenceId = ({ topic, key }: Draft): string => `${topic}|${key ?? ''}`;

/**
 * Numbers drafts per topic and key and stores them, in three round trips however many there are. Taking a number
 * writes the key's counter, so of two transactions on one key the later one runs again: numbers have no gaps, and
 * `$max` keeps a writer with a slow clock from sorting before its predecessor.
 */
export async function append(tx: Tx, drafts: readonly Draft[], at: Date): Promise<void> {
  if (drafts.length === 0) return;
  const { db, session } = tx;
  const byKey = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const ofKey = byKey.get(sequenceId(draft));
    if (ofKey) ofKey.push(draft);
    else byKey.set(sequenceId(draft), [draft]);
  }
  const taken = [...byKey].map(([_id, { length }]) => ({
    updateOne: { filter: { _id }, update: { $inc: { n: length }, $max: { at } }, upsert: true },
  }));
  await sequences(db).bulkWrite(taken, { session, ordered: false });
  const counters = await sequences(db)
    .find({ _id: { $in: [...byKey.keys()] } }, null, { session, batchSize: byKey.size })
    .lean<Sequence[]>();

  const rows = counters.flatMap((counter) => {
    const ofKey = byKey.get(counter._id) ?? [];
    return ofKey.map((draft, i) => rowOf(draft, counter.n - ofKey.length + i + 1, counter.at));
  });
  assert.equal(rows.length, drafts.length);
  await outboxRows(db).insertMany(rows, { session, ordered: false, lean: true });
  tx.afterCommit(() => wakeRelays(db));
}

function rowOf(draft: Draft, sequence: number, at: Date): OutboxRow {
  const { value, headers } = draft.record(sequence);
  assert(Buffer.byteLength(value) <= valueBytesMax, `A record for ${draft.topic} is larger than a broker takes.`);
  const { topic, key } = draft;
  return {
    _id: `${sequenceId(draft)}|${sequence}`,
    topic,
    key,
    shard: shardOf(key ?? ''),
    at,
    sequence,
    value,
    headers,
  };
}

/**
 * The oldest rows of these shards, without those on their way out. One snapshot: a plain read walks the index while
 * others commit, and can meet a key's later row after having passed where its earlier one appears.
 */
export const oldestRows = (
  db: Connection,
  shards: readonly number[],
  limit: number,
  leaving: readonly string[] = [],
): Promise<OutboxRow[]> =>
  outboxRows(db)
    .find({ shard: { $in: [...shards] }, ...(leaving.length > 0 && { _id: { $nin: [...leaving] } }) })
    .sort({ at: 1, sequence: 1 })
    .hint({ shard: 1, at: 1, sequence: 1 })
    .limit(limit)
    .batchSize(limit)
    .readConcern('snapshot')
    .lean<OutboxRow[]>()
    .exec();

export const deleteRows = async (db: Connection, ids: readonly string[]): Promise<void> => {
  await outboxRows(db).deleteMany({ _id: { $in: [...ids] } });
};

/** When the oldest record not yet published was written, over all shards. */
export async function oldestUnsent(db: Connection): Promise<Date | undefined> {
  const row = await outboxRows(db)
    .findOne({ shard: { $in: allShards } }, { at: 1 })
    .sort({ at: 1 })
    .lean<Pick<OutboxRow, 'at'>>();
  return row?.at;
}
