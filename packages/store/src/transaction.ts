import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import { Unavailable } from '@fairdue/refused';
import { databaseIsAway, type Connection } from './connect.ts';
import { takeTurn, takeTurnAbout } from './turns.ts';

/** A transaction under way. `afterCommit` runs once the state is durable: for waking workers, never for effects. */
export type Tx = { db: Connection; session: ClientSession; afterCommit(wake: () => void): void };

/** Where something is read: in a transaction when there is one (`{ session: session ?? null }`). */
export type Reader = Pick<Tx, 'db'> & { session?: Tx['session'] };

/** What a store function reads with that is called in transactions and without one. */
export const within = (where: Tx | Connection): { db: Connection; session: ClientSession | null } =>
  'session' in where ? where : { db: where, session: null };

type Labelled = { hasErrorLabel?: (label: string) => boolean };
const labelled = (error: unknown, label: string): boolean =>
  (error as Labelled | null)?.hasErrorLabel?.(label) === true;

/**
 * Runs `work` in one transaction: snapshot reads, majority and journalled commit. Of two writers MongoDB aborts one,
 * and its whole work runs again on fresh data, after milliseconds with jitter, more of them the more often it lost (32
 * writers of one document take a quarter of the attempts that a short cap costs them), until the deadline. The driver's own
 * retry is not used: it goes on for two minutes. When the deadline passes the caller learns that nothing was decided.
 * `about` names the one thing that many may write at once (a debt): those of this process then come one after the other.
 */
export async function transaction<T>(
  db: Connection,
  work: (tx: Tx) => Promise<T>,
  { deadlineMs = 10_000, about }: { deadlineMs?: number; about?: string } = {},
): Promise<T> {
  if (about === undefined) return untilCommitted(db, work, deadlineMs);
  const endTurn = await takeTurnAbout(db, about);
  try {
    return await untilCommitted(db, work, deadlineMs);
  } finally {
    endTurn();
  }
}

async function untilCommitted<T>(db: Connection, work: (tx: Tx) => Promise<T>, deadlineMs: number): Promise<T> {
  const end = performance.now() + deadlineMs;
  const session = await db.startSession();
  const endTurn = await takeTurn(db);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        return await attemptOnce(db, session, work, end);
      } catch (error) {
        const again = labelled(error, 'TransientTransactionError');
        if (again && performance.now() < end) {
          await wait(Math.random() * Math.min(2 ** attempt, 500));
          continue;
        }
        if (again || databaseIsAway(error))
          throw new Unavailable('store-unavailable', 'The store did not answer in time.', 2, { cause: error });
        throw error;
      }
    }
  } finally {
    endTurn();
    await session.endSession();
  }
}

async function attemptOnce<T>(
  db: Connection,
  session: ClientSession,
  work: (tx: Tx) => Promise<T>,
  end: number,
): Promise<T> {
  const wakes: (() => void)[] = [];
  session.startTransaction({
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
  let result: T;
  try {
    result = await work({ db, session, afterCommit: (wake) => wakes.push(wake) });
  } catch (error) {
    // A failed abort leaves nothing behind: the server drops the transaction by itself.
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  }
  await commit(session, end);
  for (const wake of wakes) wake();
  return result;
}

/** A commit whose answer was lost is asked again: committing twice is safe, and only the answer tells what happened. */
async function commit(session: ClientSession, end: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!labelled(error, 'UnknownTransactionCommitResult') || performance.now() >= end) throw error;
      await wait(5 + Math.random() * 20);
    }
  }
}
