import { topicNames } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { collection, keysetFilter, pageOf, readCursor, type Connection, type Page, type Tx } from '@fairdue/store';
import type { Reader } from './inbox.store.ts';
import { append, valueBytesMax, type Draft } from './outbox.store.ts';
import type { Letter } from './plan.ts';
import { deadLetterId, type Cause, type Received, type ReceivedEvent, type ReceivedFault } from './received.ts';
import { recordFields, recordOf, type StoredRecord } from './stored-record.ts';

export type DeadLetterState = 'waiting' | 'redriven' | 'set-aside';

/** A message that could not be applied, or came after such a one of its key. It stays as history when it is settled. */
export type DeadLetter = StoredRecord & {
  _id: string;
  group: string;
  sequence: number | null;
  type: string | null;
  /** Place among the dead letters of its key. */
  order: number;
  state: DeadLetterState;
  cause: Cause;
  attempts: number;
  deadAt: Date;
  settledAt: Date | null;
  /** A person decided that it is not to be applied. */
  givenUp: { by: string; reason: string; at: Date } | null;
};

const cause = { code: String, detail: String };
const givenUp = { by: String, reason: String, at: Date };

export const deadLetters = collection<DeadLetter>(
  'deadLetters',
  {
    ...recordFields, group: String, sequence: Number, type: { type: String }, order: Number, state: String, cause,
    attempts: Number, deadAt: Date, settledAt: Date, givenUp: { type: givenUp, default: null },
  }, // prettier-ignore
  {
    tenant: false,
    indexes: [
      [{ group: 1, topic: 1, key: 1, state: 1, order: 1 }],
      [{ state: 1, deadAt: 1, _id: 1 }],
      [{ state: 1, topic: 1, deadAt: 1, _id: 1 }],
    ],
  },
);

export const dlqOf = (topic: string): string => `${topic}.dlq`;

const keyAndSequence = (key: string | null, sequence: number | null | undefined): string => `${key}|${sequence}`;

/** Which of these messages are dead letters already: the same record again, or the same fact published twice. */
export async function knownDead(
  { db, session }: Tx,
  { group, topic }: Reader,
  items: readonly Received[],
  parkedKeys: readonly string[],
): Promise<(item: ReceivedEvent | ReceivedFault) => boolean> {
  const parked = new Set(parkedKeys);
  const suspects = items
    .filter((item) => item.kind !== 'tick')
    .filter((item) => item.kind === 'fault' || parked.has(item.key));
  if (suspects.length === 0) return () => false;
  const ids = suspects.map(({ record }) => deadLetterId(group, record));
  const sequencesOf = suspects.flatMap(({ sequence }) => sequence ?? []);
  const sameFact: Record<string, unknown> = {
    group,
    topic,
    key: { $in: [...parkedKeys] },
    state: 'waiting',
    sequence: { $in: sequencesOf },
  };
  const rows = await deadLetters(db)
    .find({ $or: [{ _id: { $in: ids } } as Record<string, unknown>, sameFact] }, { key: 1, sequence: 1 }, { session })
    .lean<Pick<DeadLetter, '_id' | 'key' | 'sequence'>[]>();
  const known = new Set(rows.flatMap(({ _id, key, sequence }) => [_id, keyAndSequence(key, sequence)]));
  return ({ record, key, sequence }) =>
    known.has(deadLetterId(group, record)) || (sequence !== undefined && known.has(keyAndSequence(key, sequence)));
}

/** Stores dead letters whole, and announces each on the topic's dead-letter topic, through the outbox like any fact. */
export async function bury(tx: Tx, { group, topic }: Reader, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return;
  const deadAt = new Date();
  const writes = letters.map(({ fault, order }) => {
    const letter = {
      ...fault.record,
      group,
      sequence: fault.sequence ?? null,
      type: fault.record.headers['ce_type'] ?? null,
      order,
      state: 'waiting',
      cause: fault.cause,
      attempts: fault.attempts,
      deadAt,
      settledAt: null,
      givenUp: null,
    };
    return {
      updateOne: { filter: { _id: deadLetterId(group, fault.record) }, update: { $set: letter }, upsert: true },
    };
  });
  await deadLetters(tx.db).bulkWrite(writes, { session: tx.session, ordered: false });
  await append(
    tx,
    letters.map(({ fault }) => announcement(group, topic, fault)),
    deadAt,
  );
}

/** A value too large for a broker is left out: it is whole in the store. */
function announcement(group: string, topic: string, { key, record, cause: { code }, attempts }: ReceivedFault): Draft {
  const value = record.value.byteLength <= valueBytesMax - 10_000 ? record.value.toString('utf8') : '';
  const headers = {
    ...record.headers,
    dlq_group: group,
    dlq_cause: code,
    dlq_origin: `${record.topic}/${record.partition}/${record.offset}`,
    dlq_attempts: String(attempts),
  };
  return { topic: dlqOf(topic), key, record: () => ({ value, headers }) };
}

export const firstWaiting = (db: Connection, reader: Reader, key: string): Promise<DeadLetter | null> =>
  deadLetters(db)
    .findOne({ ...reader, key, state: 'waiting' })
    .sort({ order: 1 })
    .lean<DeadLetter>()
    .exec();

export const countWaiting = ({ db, session }: Tx, reader: Reader, key: string): Promise<number> =>
  deadLetters(db).countDocuments({ ...reader, key, state: 'waiting' }, { session });

/** All that wait for somebody to look at them. */
export const countAllWaiting = (db: Connection): Promise<number> =>
  deadLetters(db).countDocuments({ state: 'waiting' });

export const settle = async ({ db, session }: Tx, id: string, state: DeadLetterState): Promise<void> => {
  await deadLetters(db).updateOne({ _id: id }, { $set: { state, settledAt: new Date() } }, { session });
};

/** It was tried again and is still at fault. */
export const remember = async (db: Connection, id: string, why: Cause): Promise<void> => {
  await deadLetters(db).updateOne({ _id: id }, { $set: { cause: why }, $inc: { attempts: 1 } });
};

export async function readDeadLetter(db: Connection, id: string): Promise<DeadLetter & { value: Buffer }> {
  const letter = await deadLetters(db).findOne({ _id: id }).lean<DeadLetter>();
  if (!letter) throw new Refused('not-found', 'dead-letter-not-found', `There is no dead letter ${id}.`);
  return { ...letter, ...recordOf(letter) };
}

/** Settled letters of a key are history, and go with whoever it was about. One that waits keeps what it is to say. */
export async function forgetLetters({ db, session }: Tx, group: string, key: string): Promise<void> {
  const topic = { $in: [...topicNames] };
  await deadLetters(db).deleteMany({ group, topic, key, state: { $in: ['redriven', 'set-aside'] } }, { session });
}

export type DeadLetterQuery = { state?: DeadLetterState; topic?: string; limit?: number; after?: string };
export type DeadLetterLine = Omit<DeadLetter, 'value' | 'headers'>;

/** Dead letters in the order they died, without their content. */
export async function listDeadLetters(
  db: Connection,
  { state = 'waiting', topic, limit = 100, after }: DeadLetterQuery = {},
): Promise<Page<DeadLetterLine>> {
  const past = keysetFilter(['deadAt', '_id'], readCursor(after, ['date', 'string']));
  const rows = await deadLetters(db)
    .find({ state, ...(topic !== undefined && { topic }), ...past }, { value: 0, headers: 0 })
    .sort({ deadAt: 1, _id: 1 })
    .limit(limit + 1)
    .lean<DeadLetterLine[]>();
  return pageOf(rows, limit, ['deadAt', '_id']);
}

/** Decides that a message is not to be applied. It stays readable, and the next redrive of its key passes over it. */
export async function giveUpDeadLetter(db: Connection, id: string, by: string, reason: string): Promise<void> {
  const letter = await readDeadLetter(db, id);
  const now = new Date();
  const settled = letter.key === null ? { state: 'set-aside', settledAt: now } : {};
  const given = await deadLetters(db).updateOne(
    { _id: id, state: 'waiting' },
    { $set: { givenUp: { by, reason, at: now }, ...settled } },
  );
  if (given.matchedCount === 0)
    throw new Refused('conflict', 'dead-letter-settled', `The dead letter ${id} was settled before.`);
}
