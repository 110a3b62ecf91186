import { DutyEndedV1, DutyOpenedV1 } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { CommunicatorDeps } from '../config.ts';
import { endNotices } from './end-notices.ts';
import { lookAtDuties, openDuties } from './notice-duty.store.ts';
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
      await endNotices(tx, creditorId, ids, now());
    }
  }),
];
