import { enqueueAll } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { cancelTimers } from '@fairdue/timers';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { statusChanged } from './interaction-facts.ts';
import { saveInteractions } from './interaction.store.ts';
import type { Interaction } from './interaction.ts';

/** Messages that will not go out: as they are now, without their turn, and told. */
export async function storeCalledOff(tx: Tx, rows: readonly Interaction[], now: Date): Promise<void> {
  await saveInteractions(tx, rows);
  await cancelTimers(
    tx,
    dispatchJob,
    rows.map(({ _id }) => _id),
  );
  await enqueueAll(
    tx,
    rows.map((row) => statusChanged(row, now)),
  );
}
