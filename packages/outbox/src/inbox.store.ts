import { collection, within, writeRows, type Connection, type Tx } from '@fairdue/store';
import { newKey, type KeyState, type Waiting } from './plan.ts';
import type { ReceivedEvent } from './received.ts';
import { recordFields, recordOf, type StoredRecord } from './stored-record.ts';

/** Whose progress, and on which topic. */
export type Reader = { group: string; topic: string };

type InboxRow = Reader & {
  _id: string;
  key: string;
  sequence: number | null;
  parkedAt: Date | null;
  letters: number;
  skipGap: boolean;
  waiting: number;
};

/** One row per group, topic and key, however long the topic: that is all it takes to know every repeat. */
export const inbox = collection<InboxRow>(
  'inbox',
  { group: String, topic: String, key: String, sequence: Number, parkedAt: Date, letters: Number, skipGap: Boolean, waiting: Number }, // prettier-ignore
  { tenant: false, indexes: [[{ parkedAt: 1 }]] },
);

type EarlyRow = StoredRecord & Waiting & { _id: string; group: string; since: Date };

/** Facts that wait for an earlier one of their key. */
export const earlyFacts = collection<EarlyRow>(
  'earlyFacts',
  { ...recordFields, group: String, sequence: Number, republished: Boolean, since: Date },
  { tenant: false, indexes: [[{ group: 1, topic: 1, key: 1, sequence: 1 }], [{ since: 1 }]] },
);

const inboxId = ({ group, topic }: Reader, key: string): string => `${group}|${topic}|${key}`;
const earlyId = (reader: Reader, key: string, sequence: number): string => `${inboxId(reader, key)}|${sequence}`;

export async function loadStates(
  where: Tx | Connection,
  reader: Reader,
  keys: readonly string[],
): Promise<Map<string, KeyState>> {
  const { db, session } = within(where);
  const rows = await inbox(db)
    .find({ _id: { $in: keys.map((key) => inboxId(reader, key)) } }, null, { session, batchSize: keys.length + 1 })
    .lean<InboxRow[]>();
  const waitingFor = rows.filter(({ waiting }) => waiting > 0).map(({ key }) => key);
  const waiting = await loadWaiting(where, reader, waitingFor);
  return new Map(
    rows.map(({ key, sequence, parkedAt, letters, skipGap }) => [
      key,
      { sequence, parked: parkedAt !== null, letters, skipGap, waiting: waiting.get(key) ?? [] },
    ]),
  );
}

export const loadState = async (where: Tx | Connection, reader: Reader, key: string): Promise<KeyState> =>
  (await loadStates(where, reader, [key])).get(key) ?? newKey;

async function loadWaiting(
  where: Tx | Connection,
  reader: Reader,
  keys: readonly string[],
): Promise<Map<string, Waiting[]>> {
  const waiting = new Map<string, Waiting[]>(keys.map((key) => [key, []]));
  if (keys.length === 0) return waiting;
  const { db, session } = within(where);
  const rows = await earlyFacts(db)
    .find({ ...reader, key: { $in: [...keys] } }, { key: 1, sequence: 1, republished: 1 }, { session })
    .sort({ sequence: 1 })
    .lean<(Waiting & { key: string })[]>();
  for (const { key, sequence, republished } of rows) waiting.get(key)?.push({ sequence, republished });
  return waiting;
}

export async function saveStates(
  tx: Tx,
  reader: Reader,
  before: ReadonlyMap<string, KeyState>,
  changed: ReadonlyMap<string, KeyState>,
): Promise<void> {
  const now = new Date();
  const writes = [...changed].map(([key, { sequence, parked, letters, skipGap, waiting }]) => {
    const parkedNow = parked && before.get(key)?.parked !== true;
    const fields = { sequence, letters, skipGap, waiting: waiting.length };
    const parking = parkedNow || !parked ? { parkedAt: parked ? now : null } : {};
    const update = { $set: { ...reader, key, ...fields, ...parking } };
    return { updateOne: { filter: { _id: inboxId(reader, key) as never }, update, upsert: true } };
  });
  await writeRows(tx, inbox, writes);
}

export async function keepEarly({ db, session }: Tx, reader: Reader, facts: readonly ReceivedEvent[]): Promise<void> {
  if (facts.length === 0) return;
  const since = new Date();
  const rows = facts.map(({ key, sequence, republished, record }) => ({
    ...{ ...record, ...reader, _id: earlyId(reader, key, sequence), key, sequence, republished, since },
  }));
  await earlyFacts(db).insertMany(rows, { session, ordered: false });
}

export async function forgetEarly(
  { db, session }: Tx,
  reader: Reader,
  arrived: readonly { key: string; sequence: number }[],
): Promise<void> {
  if (arrived.length === 0) return;
  const ids = arrived.map(({ key, sequence }) => earlyId(reader, key, sequence));
  await earlyFacts(db).deleteMany({ _id: { $in: ids } }, { session });
}

export async function loadEarly(db: Connection, reader: Reader, key: string, sequence: number) {
  const row = await earlyFacts(db)
    .findOne({ _id: earlyId(reader, key, sequence) })
    .lean<EarlyRow>();
  return row ? recordOf(row) : undefined;
}

/** How long the oldest fact has waited for an earlier one of its key. */
export async function oldestEarlySince(db: Connection): Promise<Date | undefined> {
  const row = await earlyFacts(db).findOne({}, { since: 1 }).sort({ since: 1 }).lean<{ since: Date }>();
  return row?.since;
}

export const countParkedKeys = (db: Connection): Promise<number> =>
  inbox(db).countDocuments({ parkedAt: { $gt: new Date(0) } });

/**
 * Of these keys, those of which we know that we do not know everything: on one of these topics one of their facts is a
 * dead letter, or is missing before others that have come. Nobody may be contacted on such knowledge.
 */
export async function parkedAmong(
  where: Tx | Connection,
  group: string,
  topics: readonly string[],
  keys: readonly string[],
): Promise<Set<string>> {
  const { db, session } = within(where);
  const ids = topics.flatMap((topic) => keys.map((key) => inboxId({ group, topic }, key)));
  const rows = await inbox(db)
    .find({ _id: { $in: ids } }, { key: 1, parkedAt: 1, waiting: 1 }, { session, batchSize: ids.length + 1 })
    .lean<Pick<InboxRow, 'key' | 'parkedAt' | 'waiting'>[]>();
  return new Set(rows.filter(({ parkedAt, waiting }) => parkedAt !== null || waiting > 0).map(({ key }) => key));
}

export const isParked = async (where: Tx | Connection, group: string, topic: string, key: string): Promise<boolean> =>
  (await parkedAmong(where, group, [topic], [key])).size > 0;
