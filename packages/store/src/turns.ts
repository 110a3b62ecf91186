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

const ends = new WeakMap<Connection, Map<string, Promise<void>>>();

/**
 * Waits until no transaction of this process is about the same thing; returns how to end the turn. Two that write one
 * document at once cost the later one all its work, so where many may meet they form a queue. Replicas still meet.
 */
export async function takeTurnAbout(db: Connection, thing: string): Promise<() => void> {
  const last = ends.get(db) ?? new Map<string, Promise<void>>();
  ends.set(db, last);
  const before = last.get(thing);
  let end = (): void => undefined;
  const mine = new Promise<void>((resolve) => {
    end = resolve;
  });
  last.set(thing, mine);
  await before;
  return () => {
    if (last.get(thing) === mine) last.delete(thing);
    end();
  };
}
