import { enqueueAll } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { notMade, requested } from '../interactions/interaction-facts.ts';
import { insertInteractions } from '../interactions/interaction.store.ts';
import { isWaiting, type Interaction } from '../interactions/interaction.ts';
import { blocked } from '../interactions/outcome.ts';
import type { Leave, Refusal } from './ask-for-leave.ts';

/** A message that was asked for, as the answer of the guard leaves it. */
export const afterLeave = (interaction: Interaction, leave: Leave, now: Date): Interaction =>
  leave.granted ? { ...interaction, permitId: leave.permitId } : refused(interaction, leave, now);

export const refused = (interaction: Interaction, { blocking, nextAllowedAt }: Refusal, now: Date): Interaction =>
  blocked(interaction, blocking, nextAllowedAt, now);

/** Stores what was asked for, and the job that hands over what may go: a refused message is a contact that was not made. */
export async function storeAsked(tx: Tx, rows: readonly Interaction[], now: Date): Promise<void> {
  await insertInteractions(tx, rows);
  await schedule(
    tx,
    dispatchJob,
    rows.filter(isWaiting).map(({ _id, creditorId, scheduledAtFrom, traceparent }) => ({
      id: _id,
      key: _id,
      dueAt: scheduledAtFrom ?? now,
      data: { creditorId },
      traceparent,
    })),
  );
  await enqueueAll(
    tx,
    rows.map((row) => (row.status === 'failed' ? notMade(row, now) : requested(row, now))),
  );
}
