import type { Connection } from './connect.ts';

type Turns = { free: number; waiting: (() => void)[] };

const turnsOf = new WeakMap<Connection, Turns>();

/**
 * Waits until fewer than half of the pool's connections are in transactions; returns how to end the turn. A store
 * may let a writer wait for a transaction to end, and a waiting writer keeps its connection: were all of them taken so,
 * the transaction they wait for could not send its commit.
 */
export async function takeTurn(db: Connection): Promise<() => void> {
  const turns = turnsOf.get(db) ?? { free: Math.ceil(db.getClient().options.maxPoolSize / 2), waiting: [] };
  turnsOf.set(db, turns);
  if (turns.free > 0) turns.free--;
  else await new Promise<void>((resolve) => turns.waiting.push(resolve));
  return () => {
    const next = turns.waiting.shift();
    if (next) next();
    else turns.free++;
  };
}
