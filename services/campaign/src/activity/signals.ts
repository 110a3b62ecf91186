import { EventEmitter } from 'node:events';
import type { Connection } from '@fairdue/store';

/** What one part of this process tells the others of an account's activity. Whoever misses it looks by himself. */
type Signals = EventEmitter<{
  written: [creditorIds: ReadonlySet<string>];
  placed: [creditorId: string, seq: number];
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

/** An account's activity has places up to this one. */
export const tellPlaced = (db: Connection, creditorId: string, seq: number): void =>
  void signalsOf(db).emit('placed', creditorId, seq);
