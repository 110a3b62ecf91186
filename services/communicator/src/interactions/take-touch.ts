import { TouchDueV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { consumer, enqueueAll } from '@fairdue/outbox';
import { schedule } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { requested } from './interaction-facts.ts';
import { insertInteractions, madeForTouches } from './interaction.store.ts';
import { interactionOfTouch } from './interaction.ts';

/** A touch whose time has come becomes an interaction, one per try, and a job that asks and sends. */
export const takeTouch = ({ now }: CommunicatorDeps) =>
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
          rows.push(interactionOfTouch(newId('interaction'), touch, at));
    }
    await insertInteractions(tx, rows);
    await schedule(
      tx,
      dispatchJob,
      rows.map(({ _id, creditorId, traceparent }) => ({
        id: _id,
        key: _id,
        dueAt: at,
        data: { creditorId },
        traceparent,
      })),
    );
    await enqueueAll(
      tx,
      rows.map((row) => requested(row, at)),
    );
  });
