import { createHash, randomInt } from 'node:crypto';
import { Schema } from 'mongoose';
import {
  collection,
  insertRows,
  leases,
  writeRows,
  type AnyCollection,
  type Connection,
  type Tx,
} from '@fairdue/store';
import type { TimerKind, TimerRow } from './timer-kind.ts';
import { wakeTimers } from './wake.ts';

/** What must happen later or elsewhere, as a row of the service's own database: nothing important waits in memory. */
export type StoredTimer = {
  _id: string;
  kind: string;
  key: string;
  shard: number;
  dueAt: Date;
  /** Where the row stands among those of its key: the time it was first meant for. A retry moves dueAt, never this. */
  orderAt: Date;
  /** Real time before which a failed row is left alone. */
  heldUntil: Date;
  /** Drawn whenever it is scheduled: work begun on an earlier row of its name, cancelled ones too, cannot remove this one. */
  revision: number;
  attempts: number;
  failingSince: Date | null;
  cause: string | null;
  faulty: boolean;
  /** The trace that it goes on with. Without one its work begins one. */
  traceparent?: string;
  data: Record<string, unknown>;
};

export const timerRows = collection<StoredTimer>(
  'timers',
  {
    kind: String, key: String, shard: Number, dueAt: Date, orderAt: Date, heldUntil: Date, revision: Number, attempts: Number,
    failingSince: Date, cause: String, faulty: Boolean, traceparent: String, data: Schema.Types.Mixed,
  },
  {
    tenant: false,
    indexes: [
      [{ kind: 1, faulty: 1, shard: 1, dueAt: 1, _id: 1 }],
      [{ kind: 1, key: 1, orderAt: 1, _id: 1 }],
      [{ faulty: 1, failingSince: 1 }, { partialFilterExpression: { faulty: true } }],
      [{ failingSince: 1 }, { partialFilterExpression: { failingSince: { $gt: new Date(0) } } }],
    ],
  },
); // prettier-ignore

export const timersCollections: readonly AnyCollection[] = [timerRows, leases];

export const shardCount = 8;
const shardOf = (key: string): number => (createHash('md5').update(key).digest()[0] ?? 0) % shardCount;

/** So many that none is drawn twice for one name. */
const revisions = 2 ** 47;

export type Scheduled<Data> = {
  id: string;
  key: string;
  dueAt: Date;
  data: Data;
  /** The trace it goes on with, of one step of many. What begins something of its own has none. */
  traceparent?: string | undefined;
};

/** Sets timers in the caller's transaction. The same id scheduled again moves the timer and replaces what it carries. */
export async function schedule<Data extends object>(
  tx: Tx,
  kind: TimerKind<Data>,
  rows: readonly Scheduled<Data>[],
): Promise<void> {
  if (rows.length === 0) return;
  await writeRows(
    tx,
    timerRows,
    rows.map(({ id, key, dueAt, data, traceparent }) => ({
      updateOne: {
        filter: { _id: idOf(kind, id) as never },
        update: {
          $set: {
            kind: kind.name, key, shard: shardOf(key), dueAt, orderAt: dueAt, heldUntil: new Date(0), attempts: 0, failingSince: null,
            cause: null, faulty: false, data: data as Record<string, unknown>, revision: randomInt(revisions),
            ...(traceparent !== undefined && { traceparent }),
          },
          ...(traceparent === undefined && { $unset: { traceparent: '' } }),
        }, // prettier-ignore
        upsert: true,
      },
    })),
  );
  wakeAfterCommit(tx, kind, rows);
}

/** Sets timers of ids that are new with this transaction, thousands at once: nothing can be there to be moved. */
export async function scheduleNew<Data extends object>(
  tx: Tx,
  kind: TimerKind<Data>,
  rows: readonly Scheduled<Data>[],
): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(
    tx,
    timerRows,
    rows.map(({ id, key, dueAt, data, traceparent }) => ({
      _id: idOf(kind, id), kind: kind.name, key, shard: shardOf(key), dueAt, orderAt: dueAt, heldUntil: new Date(0), revision: 1,
      attempts: 0, failingSince: null, cause: null, faulty: false, data: data as Record<string, unknown>,
      ...(traceparent !== undefined && { traceparent }),
    })), // prettier-ignore
  );
  wakeAfterCommit(tx, kind, rows);
}

function wakeAfterCommit(tx: Tx, kind: Pick<TimerKind<unknown>, 'name'>, rows: readonly { dueAt: Date }[]): void {
  const earliest = new Date(rows.reduce((least, { dueAt }) => Math.min(least, dueAt.getTime()), Infinity));
  tx.afterCommit(() => wakeTimers(tx.db, kind.name, earliest));
}

/** A timer that has run, or never was, is no fault: what was to be prevented is prevented. */
export async function cancelTimers(
  tx: Tx,
  kind: TimerKind<never> | TimerKind<object>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await timerRows(tx.db).deleteMany({ _id: { $in: ids.map((id) => idOf(kind, id)) } }, { session: tx.session });
}

const idOf = (kind: Pick<TimerKind<unknown>, 'name'>, id: string): string => `${kind.name}:${id}`;

export const rowOf = (stored: StoredTimer): TimerRow<unknown> => ({
  id: stored._id.slice(stored.kind.length + 1),
  key: stored.key,
  dueAt: stored.dueAt,
  data: stored.data,
  attempts: stored.attempts,
});

/**
 * The due rows of a kind on these shards, oldest first, without any that has to wait: an earlier row of its key which
 * is being retried comes first. A faulty row stands aside and holds nobody up.
 */
export async function dueRows(
  db: Connection,
  kind: string,
  shards: readonly number[],
  now: Date,
  limit: number,
): Promise<StoredTimer[]> {
  const due = await timerRows(db)
    .find({ kind, faulty: false, shard: { $in: [...shards] }, dueAt: { $lte: now }, heldUntil: { $lte: new Date() } })
    .sort({ dueAt: 1, _id: 1 })
    .limit(limit)
    .lean<StoredTimer[]>();
  if (due.length === 0) return due;
  const keys = [...new Set(due.map((row) => row.key))];
  const earliest = await timerRows(db)
    .find({
      kind,
      key: { $in: keys },
      faulty: false,
      orderAt: { $lte: due.reduce((last, row) => (row.orderAt > last ? row.orderAt : last), new Date(0)) },
    })
    .select('key orderAt')
    .sort({ orderAt: 1, _id: 1 })
    .lean<StoredTimer[]>();
  const dueIds = new Set(due.map((row) => row._id));
  const waiting = new Set<string>(); // keys of which an earlier row is not due: the rest of the key waits
  const free = new Set<string>();
  for (const row of earliest) {
    if (!dueIds.has(row._id)) waiting.add(row.key);
    else if (!waiting.has(row.key)) free.add(row._id);
  }
  return due
    .filter((row) => free.has(row._id))
    .sort((a, b) => a.orderAt.getTime() - b.orderAt.getTime() || (a._id < b._id ? -1 : 1));
}

export type FirstRow = Pick<StoredTimer, 'dueAt' | 'heldUntil'>;

/** The row of this kind that falls due first, held or not; null when there is none. */
export const firstRow = (db: Connection, kind: string, shards: readonly number[]): Promise<FirstRow | null> =>
  timerRows(db)
    .findOne({ kind, faulty: false, shard: { $in: [...shards] } })
    .sort({ dueAt: 1 })
    .select('dueAt heldUntil')
    .lean<StoredTimer>();

/** Since when the row that has failed for longest has failed, one that stands aside included. */
export async function failingSince(db: Connection): Promise<Date | null> {
  const row = await timerRows(db)
    .findOne({ failingSince: { $gt: new Date(0) } }, { failingSince: 1 })
    .sort({ failingSince: 1 })
    .lean<Pick<StoredTimer, 'failingSince'>>();
  return row?.failingSince ?? null;
}

export const countFaulty = (db: Connection): Promise<number> => timerRows(db).countDocuments({ faulty: true });

export const countOfKind = (db: Connection, kind: string): Promise<number> => timerRows(db).countDocuments({ kind });

export const allShards = Array.from({ length: shardCount }, (_, i) => i);
