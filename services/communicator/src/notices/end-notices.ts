import type { Tx } from '@fairdue/store';
import { cancelTimers } from '@fairdue/timers';
import { loadInteractions } from '../interactions/interaction.store.ts';
import { canceled } from '../interactions/outcome.ts';
import { storeCalledOff } from '../interactions/store-called-off.ts';
import { endDuties, lookAtStored, noticeTimer, openDutiesBeside, type NoticeDuty } from './notice-duty.store.ts';
import { isAnswer, stands } from './required-notice.ts';

/** Nothing needs to be written any more: what waits to go out is called off. */
export async function endNotices(tx: Tx, creditorId: string, dutyIds: readonly string[], now: Date): Promise<void> {
  const ended = await endDuties(tx, creditorId, dutyIds);
  await cancelTimers(tx, noticeTimer, dutyIds);
  const interactionIds = ended.flatMap(({ interactionId }) => interactionId ?? []);
  const rows = [...(await loadInteractions(tx, creditorId, interactionIds)).values()];
  const off = rows
    .map((row) => canceled(row, 'Called off: its duty has ended.', now))
    .filter((row) => !rows.includes(row));
  await storeCalledOff(tx, off, now);
  const offIds = new Set(off.map(({ _id }) => _id));
  const answering = new Set(rows.filter((row) => stands(row) && !offIds.has(row._id)).map(({ _id }) => _id));
  const unanswered = ended.filter(({ interactionId }) => !answering.has(interactionId ?? ''));
  await lookAtThoseBeside(tx, creditorId, unanswered, now);
}

/** What one that ended unanswered was to answer for others as well is theirs to answer now. */
async function lookAtThoseBeside(tx: Tx, creditorId: string, ended: readonly NoticeDuty[], now: Date): Promise<void> {
  const answers = ended.filter(({ task }) => isAnswer(task));
  if (answers.length === 0) return;
  const beside = (await openDutiesBeside(tx, creditorId, answers)).filter(
    ({ interactionId }) => interactionId === null,
  );
  await lookAtStored(tx, beside, now);
}
