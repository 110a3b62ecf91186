import { Schema } from 'mongoose';
import { collection, type Connection } from '@fairdue/store';
import type { IncomingRecord } from '../bus.ts';

/** The id is topic, partition and offset in sorting order: the one index this log needs. */
type RecordRow = { _id: string; key: string | null; value: string; headers: [name: string, value: string][] };

export const recordRows = collection<RecordRow>(
  'bus_records',
  { key: String, value: String, headers: Schema.Types.Mixed },
  { tenant: false },
);

const rowId = (topic: string, partition: number, offset: number): string =>
  `${topic}/${partition}/${String(offset).padStart(15, '0')}`;

const span = (topic: string, partition: number, from: number, to = Number.MAX_SAFE_INTEGER) => ({
  _id: { $gte: rowId(topic, partition, from), $lt: rowId(topic, partition, to) },
});

const offsetOf = (row: Pick<RecordRow, '_id'>): number => Number(row._id.slice(row._id.lastIndexOf('/') + 1));

/** In order, stopping at the first that fails: so a log never has a hole that fills up behind its readers. */
export async function insertRecords(db: Connection, records: readonly IncomingRecord[]): Promise<void> {
  const rows = records.map(({ topic, partition, offset, key, value, headers }) => ({
    _id: rowId(topic, partition, Number(offset)),
    key,
    value: value.toString('utf8'),
    headers: Object.entries(headers),
  }));
  await recordRows(db).insertMany(rows, { lean: true, ordered: true });
}

export async function readRecords(
  db: Connection,
  topic: string,
  partition: number,
  from: number,
  limit: number,
): Promise<IncomingRecord[]> {
  const rows = await recordRows(db)
    .find(span(topic, partition, from))
    .sort({ _id: 1 })
    .limit(limit)
    .lean<RecordRow[]>();
  return rows.map((row) => ({
    topic,
    partition,
    offset: String(offsetOf(row)),
    key: row.key,
    value: Buffer.from(row.value, 'utf8'),
    headers: Object.fromEntries(row.headers),
  }));
}

/** The first offset kept, and the one the next record gets. */
export async function boundsOf(
  db: Connection,
  topic: string,
  partition: number,
): Promise<{ first: number; end: number }> {
  const edge = (direction: 1 | -1) =>
    recordRows(db)
      .findOne(span(topic, partition, 0), { _id: 1 })
      .sort({ _id: direction })
      .lean<Pick<RecordRow, '_id'>>();
  const [oldest, newest] = await Promise.all([edge(1), edge(-1)]);
  return { first: oldest ? offsetOf(oldest) : 0, end: newest ? offsetOf(newest) + 1 : 0 };
}

export const deleteRecords = async (db: Connection, topic: string, partition: number, from: number, to: number) => {
  await recordRows(db).deleteMany(span(topic, partition, from, to));
};
