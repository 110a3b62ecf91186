import { type Document } from '../values/document.ts';
import { type Fork } from '../storage/database.ts';
import { type WriteQueue } from './write-queue.ts';

export type Transaction = { fork: Fork; queue: WriteQueue; timer: NodeJS.Timeout };

/**
 * What the server knows of a client's logical session. A session does one thing at a time, so one transaction or one
 * remembered reply is enough. None of it survives a restart.
 */
export type Session = {
  id: string;
  txnNumber: number;
  state: 'idle' | 'waiting' | 'open' | 'committed' | 'aborted';
  transaction: Transaction | undefined;
  /** The connection that carried the last statement: when it breaks, its transaction ends. */
  client: object | undefined;
  /** The reply to the retryable write with this txnNumber: a retry gets it again and writes nothing. */
  reply: Promise<Document> | Document | undefined;
  usedAt: number;
};

export const newSession = (id: string, now: number): Session => ({
  id,
  txnNumber: -1,
  state: 'idle',
  transaction: undefined,
  client: undefined,
  reply: undefined,
  usedAt: now,
});
