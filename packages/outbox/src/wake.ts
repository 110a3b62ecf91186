import type { Connection } from '@fairdue/store';

const sleepers = new WeakMap<Connection, Set<() => void>>();

/** Has `wake` called after every commit on this connection that left something to publish. Returns how to end that. */
export function onCommit(db: Connection, wake: () => void): () => void {
  const those = sleepers.get(db) ?? new Set();
  sleepers.set(db, those.add(wake));
  return () => those.delete(wake);
}

export function wakeRelays(db: Connection): void {
  for (const wake of sleepers.get(db) ?? []) wake();
}
