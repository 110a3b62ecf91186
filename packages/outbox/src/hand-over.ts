import type { Connection } from '@fairdue/store';
import type { OutboxRow } from './outbox.store.ts';

type Take = (rows: readonly OutboxRow[]) => void;
const takers = new WeakMap<Connection, Set<Take>>();

/** Has `take` called with what every commit on this connection left to publish. Returns how to end that. */
export function onHandOver(db: Connection, take: Take): () => void {
  const those = takers.get(db) ?? new Set();
  takers.set(db, those.add(take));
  return () => those.delete(take);
}

/** To the relays of this process. Where there is none, or it cannot take them, the rows are found in the outbox. */
export function handOver(db: Connection, rows: readonly OutboxRow[]): void {
  for (const take of takers.get(db) ?? []) take(rows);
}
