import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { schedule, timer, timerKind, type Work } from '@fairdue/timers';
import { holdSuppressed } from '../customers/suppressed-contacts.ts';

type Listed = { creditorId: string; hashes: readonly string[] };

const secondLook = timerKind<Listed>('suppression-second-look', { time: 'real' });

/**
 * Longer than any transaction takes. Whoever is placed while a list is being read may miss it; after this, every
 * transaction that had not seen the list is over, and a second look finds them.
 */
const afterMs = 10_000;

export const lookAgainLater = (tx: Tx, id: string, data: Listed): Promise<void> =>
  schedule(tx, secondLook, [{ id, key: id, dueAt: new Date(Date.now() + afterMs), data }]);

/** Holds whoever has a suppressed address and was not there yet when it came onto the list. */
export const lookAgain = ({ now }: Deps): Work =>
  timer(secondLook, async (tx, rows) => {
    for (const { data } of rows) await holdSuppressed(tx, data.creditorId, data.hashes, now());
  });
