import type { Deps } from '@fairdue/service';
import { timer, type Work } from '@fairdue/timers';
import { holdSuppressed } from '../customers/suppressed-contacts.ts';
import { secondLook } from './second-look.ts';

/** Holds whoever has a suppressed address and was not there yet when it came onto the list. */
export const lookAgain = ({ now }: Deps): Work =>
  timer(secondLook, async (tx, rows) => {
    for (const { data } of rows) await holdSuppressed(tx, data.creditorId, data.hashes, now());
  });
