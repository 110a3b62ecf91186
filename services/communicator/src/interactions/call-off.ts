import { HoldPlacedV1, OptOutRecordedV1, TouchCancelledV1, type HoldFacts } from '@fairdue/contracts';
import { consumer, enqueueAll, type Consumer } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { cancelTimers } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { statusChanged } from './interaction-facts.ts';
import { loadScheduled, saveInteractions } from './interaction.store.ts';
import type { Interaction } from './interaction.ts';
import { canceled } from './outcome.ts';

type Stop = { creditorId: string; customerId: string; covers: (interaction: Interaction) => boolean };

/** A hold on some contacts only leaves the rest to the guard: the contact is chosen when the message is made. */
const coveredBy =
  ({ channels, contactIds, debtIds }: HoldFacts) =>
  ({ channel, debtIds: about }: Interaction): boolean =>
    contactIds.length === 0 &&
    (channels.length === 0 || channels.includes(channel)) &&
    (debtIds.length === 0 || about.some((debtId) => debtIds.includes(debtId)));

const channelOf = { sms: 'text', email: 'email', call: 'voice' } as const;

/**
 * What is queued for somebody who is to be left alone is called off. This only tidies up: the guard's refusal to
 * consume is what keeps a message from starting.
 */
export const callOff = ({ now }: CommunicatorDeps): Consumer[] => [
  consumer('call-off on a hold', HoldPlacedV1, (tx, events) =>
    cancelCovered(
      tx,
      events
        .filter(({ republished }) => republished !== true)
        .map(({ data: { creditorId, customerId, hold } }) => ({ creditorId, customerId, covers: coveredBy(hold) })),
      now(),
    ),
  ),
  consumer('call-off on an opt-out', OptOutRecordedV1, (tx, events) =>
    cancelCovered(
      tx,
      events
        .filter(({ republished }) => republished !== true)
        .map(({ data: { creditorId, customerId, channel } }) => ({
          creditorId,
          customerId,
          covers: (interaction) => channel === 'all' || interaction.channel === channelOf[channel],
        })),
      now(),
    ),
  ),
  consumer('call-off of a cancelled touch', TouchCancelledV1, (tx, events) =>
    cancelCovered(
      tx,
      events
        .filter(({ republished }) => republished !== true)
        .map(({ data: { creditorId, customerId, touchId } }) => ({
          creditorId,
          customerId,
          covers: (interaction) => interaction.touchId === touchId,
        })),
      now(),
    ),
  ),
];

async function cancelCovered(tx: Tx, stops: readonly Stop[], now: Date): Promise<void> {
  for (const creditorId of new Set(stops.map((stop) => stop.creditorId))) {
    const own = stops.filter((stop) => stop.creditorId === creditorId);
    const queued = await loadScheduled(
      tx,
      creditorId,
      own.map(({ customerId }) => customerId),
    );
    const ended = queued
      .filter((row) => own.some(({ customerId, covers }) => customerId === row.customerId && covers(row)))
      .map((row) => ({ row, after: canceled(row, now) }))
      .filter(({ row, after }) => after !== row)
      .map(({ after }) => after);
    if (ended.length === 0) continue;
    await saveInteractions(tx, ended);
    await cancelTimers(
      tx,
      dispatchJob,
      ended.map(({ _id }) => _id),
    );
    await enqueueAll(
      tx,
      ended.map((row) => statusChanged(row, now)),
    );
  }
}
