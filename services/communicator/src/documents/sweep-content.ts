import type { Tx } from '@fairdue/store';
import { schedule, timer, timerKind } from '@fairdue/timers';
import { dropBytes } from './content.store.ts';
import { contentsNamed } from './document.store.ts';

type Written = { creditorId: string; documentId: string; contentId: string };

const sweepContent = timerKind<Written>('sweep-content', { time: 'real' });

/** Much longer than bytes take from their first row to the revision that names them. */
const afterMs = 3_600_000;

/** Before the first row of a content: whoever writes it may end at any moment. */
export const sweepLater = (tx: Tx, written: Written): Promise<void> =>
  schedule(tx, sweepContent, [
    { id: written.contentId, key: written.contentId, dueAt: new Date(Date.now() + afterMs), data: written },
  ]);

/** Drops bytes that no revision names: their writer broke off, or the document had just been given the same ones. */
export const sweepContents = () =>
  timer(sweepContent, async (tx, rows) => {
    for (const creditorId of new Set(rows.map(({ data }) => data.creditorId))) {
      const own = rows.flatMap(({ data }) => (data.creditorId === creditorId ? data : []));
      const named = await contentsNamed(tx, creditorId, own);
      const orphans = own.map(({ contentId }) => contentId).filter((contentId) => !named.has(contentId));
      await dropBytes(tx, creditorId, orphans);
    }
  });
