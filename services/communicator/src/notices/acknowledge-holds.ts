import { HoldLiftedV1, HoldPlacedV1, type EventOf } from '@fairdue/contracts';
import { consumer, type Consumer } from '@fairdue/outbox';
import type { CommunicatorDeps } from '../config.ts';
import { endNotices } from './end-notices.ts';
import { lookAtStored, openDuties, openDutiesOfHold, type NoticeDuty } from './notice-duty.store.ts';

/** No rule names a term: after it, a refused answer is not tried again without a time that the guard named. */
const answerWithinMs = 10 * 86_400_000;

type Opened = Omit<NoticeDuty, 'state' | 'interactionId' | 'tries'>;

/**
 * What is to be answered in writing: a dispute, per debt that it names, and the wish to be left alone, once. A hold that
 * its source placed anew is another one; a repeat, or one told again, is the same. Which debt is disputed where none is
 * named is for a person to find out.
 */
export function answersTo({ creditorId, customerId, hold }: EventOf<typeof HoldPlacedV1>['data'], now: Date): Opened[] {
  const { holdId, reason, debtIds, source } = hold;
  const duty = { creditorId, customerId, dueAt: new Date(now.getTime() + answerWithinMs) };
  const key = `${holdId} ${source.version}`;
  if (reason === 'dispute')
    return debtIds.map((debtId) => ({ _id: `${key} ${debtId}`, ...duty, debtId, task: 'acknowledge-dispute' }));
  if (reason === 'cease') return [{ _id: key, ...duty, debtId: debtIds[0] ?? null, task: 'acknowledge-cease' }];
  return [];
}

/** Whether a message answers that hold: such a one is not called off by it. */
export const answersHold = ({ dutyId }: { dutyId: string | null }, holdId: string): boolean =>
  dutyId?.startsWith(`${holdId} `) ?? false;

/** A dispute, and a wish to be left alone, are acknowledged as soon as they hold, whoever heard them. */
export const acknowledgeHolds = ({ now }: CommunicatorDeps): Consumer[] => [
  consumer('acknowledge-holds on a hold', HoldPlacedV1, async (tx, events) => {
    const fresh = events.filter(({ republished }) => republished !== true);
    const duties = fresh.flatMap(({ data }) => answersTo(data, now()));
    await openDuties(tx, duties);
    await lookAtStored(tx, duties, now());
  }),
  consumer('acknowledge-holds on a lifted one', HoldLiftedV1, async (tx, events) => {
    for (const { data } of events) {
      const open = await openDutiesOfHold(tx, data.creditorId, data.hold.holdId);
      if (open.length > 0) await endNotices(tx, data.creditorId, open, now());
    }
  }),
];
