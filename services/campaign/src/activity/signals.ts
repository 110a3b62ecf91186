import { EventEmitter } from 'node:events';
import type { Connection } from '@fairdue/store';
import type { PlacedActivity } from './activity.ts';

/** What one part of this process tells the others of an account's activity. Whoever misses it looks by himself. */
type Signals = EventEmitter<{
  written: [creditorIds: ReadonlySet<string>];
  placed: [creditorId: string, rows: readonly PlacedActivity[]];
}>;

const signals = new WeakMap<Connection, Signals>();

export function signalsOf(db: Connection): Signals {
  const known = signals.get(db) ?? (new EventEmitter() as Signals);
  signals.set(db, known);
  return known;
}

/** Some activity has committed and has no place yet. */
export const tellWritten = (db: Connection, creditorIds: ReadonlySet<string>): void =>
  void signalsOf(db).emit('written', creditorIds);

/** Some of an account's activity has its places, one after the other. */
export const tellPlaced = (db: Connection, creditorId: string, rows: readonly PlacedActivity[]): void =>
  void signalsOf(db).emit('placed', creditorId, rows);
