import { DutyEndedV1, DutyOpenedV1 } from '@fairdue/contracts';
import { consumer, enqueueAll, type Consumer } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { cancelTimers } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { statusChanged } from '../interactions/interaction-facts.ts';
import { loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { canceled } from '../interactions/outcome.ts';
import { endDuties, lookAtDuties, noticeTimer, openDuties } from './notice-duty.store.ts';
import { noticeFor } from './required-notice.ts';

/** A duty for which there is a message is looked at at once; one that has ended needs none any more. */
export const followDuties = ({ now }: CommunicatorDeps): Consumer[] => [
  consumer('follow-duties on an opened one', DutyOpenedV1, async (tx, events) => {
    const ours = events.map(({ data }) => data).filter(({ task }) => noticeFor(task));
    await openDuties(
      tx,
      ours.map(({ dutyId: _id, creditorId, customerId, debtId, task, dueAt }) => ({
        _id, creditorId, customerId, debtId, task, dueAt: new Date(dueAt),
      })), // prettier-ignore
    );
    await lookAtDuties(tx, ours, now());
  }),
  consumer('follow-duties on an ended one', DutyEndedV1, async (tx, events) => {
    const ours = events.map(({ data }) => data).filter(({ task }) => noticeFor(task));
    for (const creditorId of new Set(ours.map((duty) => duty.creditorId))) {
      const ids = ours.filter((duty) => duty.creditorId === creditorId).map(({ dutyId }) => dutyId);
      const ended = await endDuties(tx, creditorId, ids);
      await cancelTimers(tx, noticeTimer, ids);
      const interactionIds = ended.flatMap(({ interactionId }) => interactionId ?? []);
      await callOffWaiting(tx, creditorId, interactionIds, now());
    }
  }),
];

async function callOffWaiting(tx: Tx, creditorId: string, ids: readonly string[], now: Date): Promise<void> {
  const rows = [...(await loadInteractions(tx, creditorId, ids)).values()];
  const ended = rows.map((row) => canceled(row, now)).filter((row) => !rows.includes(row));
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
