import type { OutboxRow } from './outbox.store.ts';

export const batchRowsMax = 1_000;
const batchBytesMax = 1_000_000;

/** Cuts each topic's rows into batches, in order, none above what a broker takes at once unless it is a single row. */
export function batchesByTopic(rows: readonly OutboxRow[]): Map<string, OutboxRow[][]> {
  const topics = new Map<string, OutboxRow[][]>();
  const room = new Map<string, number>();
  for (const row of rows) {
    const bytes = Buffer.byteLength(row.value);
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
