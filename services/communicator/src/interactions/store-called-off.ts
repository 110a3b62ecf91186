import { enqueueAll } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { cancelTimers } from '@fairdue/timers';
import { dispatchJob, taskEnds } from '../dispatch/dispatch-job.ts';
import { recallTasks } from '../dispatch/recall-tasks.ts';
import { statusChanged } from './interaction-facts.ts';
import { saveInteractions } from './interaction.store.ts';
import type { Interaction } from './interaction.ts';

/** Messages that will not go out: as they are now, without their turn, and told. */
export async function storeCalledOff(tx: Tx, rows: readonly Interaction[], now: Date): Promise<void> {
  const ids = rows.map(({ _id }) => _id);
  const atDialers = rows.filter(({ task }) => task !== undefined);
  await recallTasks(tx, atDialers);
  await cancelTimers(
    tx,
    taskEnds,
    atDialers.map(({ _id }) => _id),
  );
  await saveInteractions(tx, rows);
  await cancelTimers(tx, dispatchJob, ids);
  await enqueueAll(
    tx,
    rows.map((row) => statusChanged(row, now)),
  );
}
