import type { OutboxRow } from './outbox.store.ts';

export const batchRowsMax = 1_000;
const batchBytesMax = 1_000_000;

/** The most that a broker's format adds to a record, and to each header of it: their lengths, and its place in the batch. */
const frameBytes = { record: 40, header: 10 };

/** What a row takes of a batch, headers and key included: many small ones have more of these than of values. */
function bytesOf({ key, value, headers }: OutboxRow): number {
  const ofHeaders = Object.entries(headers).reduce(
    (sum, [name, text]) => sum + frameBytes.header + Buffer.byteLength(name) + Buffer.byteLength(text),
    0,
  );
  return frameBytes.record + Buffer.byteLength(key ?? '') + Buffer.byteLength(value) + ofHeaders;
}

/** Cuts each topic's rows into batches, in order, none above what a broker takes at once unless it is a single row. */
export function batchesByTopic(rows: readonly OutboxRow[]): Map<string, OutboxRow[][]> {
  const topics = new Map<string, OutboxRow[][]>();
  const room = new Map<string, number>();
  for (const row of rows) {
    const bytes = bytesOf(row);
    const batches = topics.get(row.topic) ?? [];
    const last = batches.at(-1);
    const left = room.get(row.topic) ?? 0;
    const fits = last !== undefined && last.length < batchRowsMax && bytes <= left;
    if (fits) last.push(row);
    else topics.set(row.topic, [...batches, [row]]);
    room.set(row.topic, (fits ? left : batchBytesMax) - bytes);
  }
  return topics;
}
