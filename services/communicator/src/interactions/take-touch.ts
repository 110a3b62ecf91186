import { TouchDueV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { consumer, enqueueAll } from '@fairdue/outbox';
import { schedule } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { mayHaveBeenMade } from '../dispatch/no-message.ts';
import { notMade, requested } from './interaction-facts.ts';
import { insertInteractions, madeForTouches } from './interaction.store.ts';
import { interactionOfTouch } from './interaction.ts';
import { blocked } from './outcome.ts';

/**
 * A touch whose time has come becomes an interaction, one per try, and a job that asks and sends. One that may have been made
 * in a time that a restore has lost is not made again.
 */
export const takeTouch = ({ now, restored }: CommunicatorDeps) =>
  consumer('take-touch', TouchDueV1, async (tx, events) => {
    const at = now();
    const fresh = events.filter(({ republished }) => republished !== true).map(({ data }) => data);
    const rows = [];
    for (const creditorId of new Set(fresh.map((touch) => touch.creditorId))) {
      const touches = fresh.filter((touch) => touch.creditorId === creditorId);
      const made = await madeForTouches(
        tx,
        creditorId,
        touches.map(({ touchId }) => touchId),
      );
      for (const touch of touches)
        if (!made.has(`${touch.touchId} ${touch.attempt}`))
          rows.push({ row: interactionOfTouch(newId('interaction'), touch, at), dueAt: new Date(touch.dueAt) });
    }
    const lost = rows.filter(({ dueAt }) => restored.mayHaveBeenDone(dueAt));
    const blockedRows = lost.map(({ row }) => blocked(row, [mayHaveBeenMade], null, at));
    const waiting = rows.filter((each) => !lost.includes(each)).map(({ row }) => row);
    await insertInteractions(tx, [...waiting, ...blockedRows]);
    await schedule(
      tx,
      dispatchJob,
      waiting.map(({ _id, creditorId, traceparent }) => ({
        id: _id,
        key: _id,
        dueAt: at,
        data: { creditorId },
        traceparent,
      })),
    );
    await enqueueAll(tx, [...rows.map(({ row }) => requested(row, at)), ...blockedRows.map((row) => notMade(row, at))]);
  });
