import type { Tx } from '@fairdue/store';
import { schedule, timerKind } from '@fairdue/timers';

type Listed = { creditorId: string; hashes: readonly string[] };

export const secondLook = timerKind<Listed>('suppression-second-look', { time: 'real' });

/**
 * Longer than any transaction takes. Whoever is placed while a list is being read may miss it; after this, every
 * transaction that had not seen the list is over, and a second look finds them.
 */
const afterMs = 10_000;

export const lookAgainLater = (tx: Tx, id: string, data: Listed): Promise<void> =>
  schedule(tx, secondLook, [{ id, key: id, dueAt: new Date(Date.now() + afterMs), data }]);
