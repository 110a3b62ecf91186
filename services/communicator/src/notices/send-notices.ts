import { CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { consumer, enqueueAll, type Consumer } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { schedule, timer, timerKind, type TimerRow, type Work } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { loadCreditor } from '../creditors/creditor.store.ts';
import { dispatchJob } from '../dispatch/dispatch-job.ts';
import { requested } from '../interactions/interaction-facts.ts';
import { insertInteractions, loadInteractions } from '../interactions/interaction.store.ts';
import { blankInteraction, type Interaction } from '../interactions/interaction.ts';
import { loadDuties, lookAtStored, noticesMade, noticeTimer, openDutiesAfter, type NoticeDuty } from './notice-duty.store.ts'; // prettier-ignore
import { oneAnswerEach } from './one-answer.ts';
import { nextStep, noticeFor, sendsNotices } from './required-notice.ts';

/** The creditor's open duties are to be looked at, from this one on. */
const catchUpTimer = timerKind<{ creditorId: string; after: string }>('required-notices-catch-up', { time: 'real' });
const dutiesAtOnce = 200;

/** What rules require to be sent is sent without anybody asking, through the same door as every other message. */
export const sendNotices = ({ now }: CommunicatorDeps): Work[] => [
  timer(noticeTimer, async (tx, rows) => {
    for (const creditorId of new Set(rows.map(({ data }) => data.creditorId))) {
      const ids = rows.filter(({ data }) => data.creditorId === creditorId).map(({ id }) => id);
      await look(tx, creditorId, ids, now());
    }
  }),
  timer(catchUpTimer, async (tx, rows) => {
    for (const { data } of rows) await catchUp(tx, data, now());
  }),
];

/** A creditor that is told of, or changes its mind, may have duties that wait for it. */
export const noticesOfCreditors = (): Consumer[] =>
  [CreditorRegisteredV1, CreditorUpdatedV1, SettingsChangedV1].map((definition) =>
    consumer(`required-notices on ${definition.type}`, definition, async (tx, events) => {
      const newest = new Map(events.map(({ data }) => [data.creditorId, data.settings]));
      for (const [creditorId, settings] of newest)
        if (sendsNotices(settings)) await catchUpFrom(tx, { creditorId, after: '' });
    }),
  );

const catchUpFrom = (tx: Tx, data: { creditorId: string; after: string }): Promise<void> =>
  schedule(tx, catchUpTimer, [{ id: data.creditorId, key: data.creditorId, dueAt: new Date(), data }]);

async function catchUp(
  tx: Tx,
  { creditorId, after }: TimerRow<{ creditorId: string; after: string }>['data'],
  now: Date,
) {
  const duties = await openDutiesAfter(tx, creditorId, after, dutiesAtOnce);
  await lookAtStored(tx, duties, now);
  const last = duties.at(-1);
  if (last && duties.length === dutiesAtOnce) await catchUpFrom(tx, { creditorId, after: last._id });
}

/** A message, and that it was made for the duty, are stored together: whoever looks again finds it. */
async function look(tx: Tx, creditorId: string, ids: readonly string[], now: Date): Promise<void> {
  const creditor = await loadCreditor(tx, creditorId);
  if (!creditor || !sendsNotices(creditor.settings)) return;
  const duties = await loadDuties(tx, creditorId, ids);
  const lastIds = duties.flatMap(({ interactionId }) => interactionId ?? []);
  const last = await loadInteractions(tx, creditorId, lastIds);

  const wanting: NoticeDuty[] = [];
  for (const duty of duties) {
    const step = nextStep(duty, last.get(duty.interactionId ?? ''), now);
    if (step === 'make') wanting.push(duty);
    else if (step !== 'rest') await lookAtStored(tx, [duty], step.lookAt);
  }
  const made = (await oneAnswerEach(tx, creditorId, wanting)).flatMap((duty) => messageFor(duty, now));
  const rows = made.map(({ row }) => row);
  await noticesMade(tx, made);
  await insertInteractions(tx, rows);
  await schedule(
    tx,
    dispatchJob,
    rows.map(({ _id }) => ({ id: _id, key: _id, dueAt: now, data: { creditorId } })),
  );
  await enqueueAll(
    tx,
    rows.map((row) => requested(row, now)),
  );
}

/** By letter; where there is no address, by email. */
function messageFor(duty: NoticeDuty, now: Date): { duty: NoticeDuty; interactionId: string; row: Interaction }[] {
  const notice = noticeFor(duty.task);
  if (!notice) return [];
  const interactionId = newId('interaction');
  const row: Interaction = {
    ...blankInteraction(interactionId, duty.creditorId, now),
    ...notice,
    customerId: duty.customerId,
    direction: 'outbound',
    channel: 'mail',
    debtIds: duty.debtId === null ? [] : [duty.debtId],
    dutyId: duty._id,
    status: 'scheduled',
    handOver: 'waiting',
  };
  return [{ duty, interactionId, row }];
}
