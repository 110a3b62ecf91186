import { timer } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { loadInteractions } from '../interactions/interaction.store.ts';
import { taskEnds } from './dispatch-job.ts';
import type { HandOverResult } from './hand-over.ts';
import { storeResults } from './store-results.ts';

const notAsked: HandOverResult = { kind: 'not-started', cause: 'the dialer did not ask in time', permanent: false };

/** A task whose dialer never asked whether it may dial: no call was begun, and none will be on that permit. */
export const endTasks = ({ now, config }: CommunicatorDeps) =>
  timer(taskEnds, async (tx, rows) => {
    const times = { now: now(), realNow: new Date(), settleAfterMs: config.SETTLE_AFTER_MS };
    for (const creditorId of new Set(rows.map(({ data }) => data.creditorId))) {
      const own = rows.filter(({ data }) => data.creditorId === creditorId).map(({ key }) => key);
      const ended = [...(await loadInteractions(tx, creditorId, own)).values()].filter(
        ({ task }) => task !== undefined && task.untilRealAt <= times.realNow,
      );
      await storeResults(tx, creditorId, new Map(ended.map(({ _id }) => [_id, notAsked])), times, ['posted']);
    }
  });
