import type { Connection } from '@fairdue/store';

const listeners = new WeakMap<Connection, Set<() => void>>();

/** Tells this process's timers that a row was written. Other replicas find it by looking. */
export const wakeTimers = (db: Connection): void => listeners.get(db)?.forEach((wake) => wake());

export function onWake(db: Connection, wake: () => void): () => void {
  const set = listeners.get(db) ?? new Set();
  listeners.set(db, set.add(wake));
  return () => set.delete(wake);
}
