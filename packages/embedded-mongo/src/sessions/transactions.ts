import { type Engine } from '../engine.ts';
import { MongoError } from '../mongo-error.ts';
import { Fork } from '../storage/database.ts';
import { type Session } from './session.ts';
import { type WriteQueue } from './write-queue.ts';

/** The driver runs the whole transaction again when it sees this label. */
const transient = { errorLabels: ['TransientTransactionError'] };

/** Starts when it is the transaction's turn in the queue, and holds the queue until it ends or its time is up. */
export function beginTransaction(engine: Engine, session: Session, db: string): void {
  const queue: WriteQueue = engine.queue(db);
  const timer = setTimeout(() => endTransaction(session, 'aborted'), engine.options.transactionLimitMs);
  queue.hold(session);
  session.transaction = { fork: new Fork(engine.database(db)), queue, timer };
  session.state = 'open';
}

export function openTransaction(session: Session | undefined, txnNumber: number, db: string | undefined) {
  const transaction = session?.transaction;
  if (!session || session.txnNumber !== txnNumber || !transaction) throw noSuchTransaction(session, txnNumber);
  if (db !== undefined && transaction.fork.database.name !== db)
    throw new MongoError(263, 'The embedded MongoDB does not support transactions over several databases.');
  return transaction;
}

export function noSuchTransaction(session: Session | undefined, txnNumber: number): MongoError {
  if (session?.txnNumber === txnNumber && session.state === 'committed')
    return new MongoError(256, `Transaction with { txnNumber: ${txnNumber} } has been committed.`);
  if (session?.txnNumber === txnNumber && session.state === 'aborted')
    return new MongoError(251, `Transaction with { txnNumber: ${txnNumber} } has been aborted.`, transient);
  return new MongoError(
    251,
    `Given transaction number ${txnNumber} does not match any in-progress transactions.`,
    transient,
  );
}

/** The state is set before the queue moves on: whoever is next finds this transaction finished. */
export function endTransaction(session: Session, state: 'committed' | 'aborted'): void {
  const { transaction } = session;
  if (!transaction) {
    if (session.state === 'waiting') session.state = 'aborted';
    return;
  }
  clearTimeout(transaction.timer);
  session.transaction = undefined;
  session.state = state;
  transaction.queue.release(session);
}
