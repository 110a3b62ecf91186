import type { Tx } from '@fairdue/store';

/** Where a read happens: inside a transaction, or plainly on the connection. */
export type Reader = Pick<Tx, 'db'> & { session?: Tx['session'] | null };
