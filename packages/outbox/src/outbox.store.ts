import assert from 'node:assert/strict';
import { Schema } from 'mongoose';
import { collection, insertRows, writeRows, type Connection, type Tx } from '@fairdue/store';
import { handOver } from './hand-over.ts';

type Written = { value: string; headers: Record<string, string> };
type Place = { topic: string; key: string | null; shard: number; at: Date; sequence: number };

/**
 * What one transaction says under one key, in order; `sequence` is that of the first record. `at` and `sequence` give the
 * order of the key, whatever the clocks of its writers. `_id` sorts by shard and then in this order, so that there is no
 * second index to write.
 */
type Packet = Place & { _id: string; records: Written[] };

export const packets = collection<Packet>(
  'outbox',
  { topic: String, key: String, shard: Number, at: Date, sequence: Number, records: [Schema.Types.Mixed] },
  { tenant: false },
);

/** The same as the driver has it: thousands of packets at once need no casting. */
const plain = (db: Connection) => db.collection<Packet>(packets.collectionName);

/** A record on its way to a topic. Its packet leaves the store when the last one of it is published. */
export type OutboxRow = Place & Written & { packetId: string; isLast: boolean };

const rowsIn = ({ _id, records, sequence, ...place }: Packet): OutboxRow[] =>
  records.map((record, i) => ({
    ...{ ...place, ...record },
    packetId: _id,
    sequence: sequence + i,
    isLast: i === records.length - 1,
  }));

/** The last number taken for a topic and key, and the latest time one was taken at. */
type Sequence = { _id: string; n: number; at: Date };

export const sequences = collection<Sequence>('sequences', { n: Number, at: Date }, { tenant: false });
const plainSequences = (db: Connection) => db.collection<Sequence>(sequences.collectionName);

/** What is to be published, before it has its number. */
export type Draft = {
  topic: string;
  key: string | null;
  /** Nothing was ever said of its key, which comes into being with it. */
  isFirst?: boolean;
  record: (sequence: number) => Written;
};

/** More replicas than this share the publishing of one service no further. Stored with each row, so it stays as it is. */
export const shardCount = 4;
const allShards = Array.from({ length: shardCount }, (_, shard) => shard);

/** What a broker takes in one record, with room for headers. A packet has no more of them together. */
export const valueBytesMax = 1_000_000;

const shardOf = (key: string): number =>
  Buffer.from(key).reduce((hash, byte) => (Math.imul(hash, 31) + byte) >>> 0, 7) % shardCount;

const sequenceId = ({ topic, key }: Draft): string => `${topic}|${key ?? ''}`;

type ByKey = ReadonlyMap<string, readonly Draft[]>;

/** A key that comes into being has no counter yet: it is inserted, and nobody need be asked how it stands. */
async function begin(tx: Tx, byKey: ByKey, at: Date): Promise<Sequence[]> {
  const counters = [...byKey].map(([_id, { length }]) => ({ _id, n: length, at }));
  await insertRows(tx, sequences, counters);
  return counters;
}

/** Takes as many numbers for each key as it has drafts, and says what its counter is then. One key takes one round trip. */
async function take(tx: Tx, byKey: ByKey, at: Date): Promise<Sequence[]> {
  const { db, session } = tx;
  const taking = [...byKey].map(([_id, { length }]) => [{ _id }, { $inc: { n: length }, $max: { at } }] as const);
  const [only, ...others] = taking;
  if (!only) return [];
  if (others.length === 0) {
    const options = { session, upsert: true, returnDocument: 'after' } as const;
    const counter = await plainSequences(db).findOneAndUpdate(...only, options);
    return counter ? [counter] : [];
  }
  const updates = taking.map(([{ _id }, update]) => ({
    updateOne: { filter: { _id: _id as never }, update, upsert: true },
  }));
  await writeRows(tx, sequences, updates);
  const batchSize = byKey.size + 1; // a full batch would be asked for more
  return plainSequences(db)
    .find({ _id: { $in: [...byKey.keys()] } }, { session, batchSize })
    .toArray();
}

function groupedByKey(drafts: readonly Draft[]): { fresh: ByKey; known: ByKey } {
  const [fresh, known] = [new Map<string, Draft[]>(), new Map<string, Draft[]>()];
  for (const draft of drafts) {
    const id = sequenceId(draft);
    const ofKey = fresh.get(id) ?? known.get(id);
    if (ofKey) ofKey.push(draft);
    else (draft.isFirst ? fresh : known).set(id, [draft]);
  }
  return { fresh, known };
}

/**
 * Numbers drafts per topic and key and stores them, in two or three round trips however many there are. Taking a number
 * writes the key's counter, so of two transactions on one key the later one runs again: numbers have no gaps, and
 * `$max` keeps a writer with a slow clock from sorting before its predecessor.
 */
export async function append(tx: Tx, drafts: readonly Draft[], at: Date): Promise<void> {
  if (drafts.length === 0) return;
  const { fresh, known } = groupedByKey(drafts);
  const counters = [...(await begin(tx, fresh, at)), ...(await take(tx, known, at))];

  assert.equal(counters.length, fresh.size + known.size);
  const written = counters.flatMap((counter) =>
    packetsOf(counter, fresh.get(counter._id) ?? known.get(counter._id) ?? []),
  );
  await insertRows(tx, packets, written);
  tx.afterCommit(() => handOver(tx.db, written.flatMap(rowsIn)));
}

const digits = (n: number, count: number): string => String(n).padStart(count, '0');

/** As few as have room for them. */
function packetsOf({ n, at }: Sequence, drafts: readonly Draft[]): Packet[] {
  const made: Packet[] = [];
  let bytesLeft = 0;
  for (const [i, draft] of drafts.entries()) {
    const sequence = n - drafts.length + i + 1;
    const record = draft.record(sequence);
    const bytes = Buffer.byteLength(record.value);
    assert(bytes <= valueBytesMax, `A record for ${draft.topic} is larger than a broker takes.`);
    const last = made.at(-1);
    const fits = last !== undefined && bytes <= bytesLeft;
    if (fits) last.records.push(record);
    else made.push(packetOf(draft, sequence, at, record));
    bytesLeft = (fits ? bytesLeft : valueBytesMax) - bytes;
  }
  return made;
}

function packetOf(draft: Draft, sequence: number, at: Date, first: Written): Packet {
  const { topic, key } = draft;
  const shard = shardOf(key ?? '');
  const _id = `${shard}|${digits(at.getTime(), 15)}|${digits(sequence, 12)}|${sequenceId(draft)}`;
  return { _id, topic, key, shard, at, sequence, records: [first] };
}

/** Shards side by side are one range of ids: a relay that has all of them reads once. */
function rangesOf(shards: readonly number[]): { $gte: string; $lt: string }[] {
  const runs: { from: number; to: number }[] = [];
  for (const shard of shards.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === shard) last.to++;
    else runs.push({ from: shard, to: shard + 1 });
  }
  return runs.map(({ from, to }) => ({ $gte: `${from}|`, $lt: `${to}|` }));
}

/**
 * Every row of these shards, by shard the oldest first, in batches. A shard is read from one snapshot: a plain read
 * walks the index while others commit, and can meet a key's later row after having passed where its earlier one appears.
 */
export async function* storedRows(
  db: Connection,
  shards: readonly number[],
  batchSize: number,
): AsyncGenerator<OutboxRow[], void> {
  for (const _id of rangesOf(shards)) {
    const cursor = plain(db).find({ _id }, { sort: { _id: 1 }, batchSize, readConcern: 'snapshot' });
    try {
      while (await cursor.hasNext()) yield cursor.readBufferedDocuments().flatMap(rowsIn);
    } finally {
      await cursor.close();
    }
  }
}

export const deletePackets = async (db: Connection, ids: readonly string[]): Promise<void> => {
  await plain(db).deleteMany({ _id: { $in: [...ids] } });
};

/** Is nothing in the outbox? What is published leaves it a moment later. */
export const isEmpty = async (db: Connection): Promise<boolean> => (await packets(db).exists({})) === null;

/** When the oldest record still in the outbox was written, over all shards. */
export async function oldestUnsent(db: Connection): Promise<Date | undefined> {
  const firsts = await Promise.all(
    allShards.map((shard) =>
      packets(db)
        .findOne({ _id: { $gte: `${shard}|`, $lt: `${shard + 1}|` } }, { at: 1 })
        .sort({ _id: 1 })
        .lean<Pick<Packet, 'at'>>(),
    ),
  );
  const [oldest] = firsts.flatMap((row) => row?.at ?? []).toSorted((a, b) => a.getTime() - b.getTime());
  return oldest;
}
