import type { Connection } from '@fairdue/store';

/** `dueAt`: of the earliest row that was written. */
type Wake = (kind: string, dueAt: Date) => void;
const listeners = new WeakMap<Connection, Set<Wake>>();

/** Tells this process's timers that a row of that kind was written. Other replicas find it by looking. */
export const wakeTimers = (db: Connection, kind: string, dueAt: Date): void =>
  listeners.get(db)?.forEach((wake) => wake(kind, dueAt));

export function onWake(db: Connection, wake: Wake): () => void {
  const set = listeners.get(db) ?? new Set();
  listeners.set(db, set.add(wake));
  return () => set.delete(wake);
}
