import { collection, type Tx } from '@fairdue/store';
import { schedule, timerKind } from '@fairdue/timers';

/** A duty of the guard's for which there is a message, `_id` is the duty's; or a hold that is to be answered. */
export type NoticeDuty = {
  _id: string;
  creditorId: string;
  customerId: string;
  /** null: no debt in particular. */
  debtId: string | null;
  task: string;
  dueAt: Date;
  state: 'open' | 'ended';
  /** The last message made for it. */
  interactionId: string | null;
  tries: number;
};

export const noticeDuties = collection<NoticeDuty>(
  'notice_duties',
  {
    creditorId: String, customerId: String, debtId: String, task: String, dueAt: Date, state: String, interactionId: String,
    tries: Number,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, state: 1, _id: 1 }], [{ creditorId: 1, customerId: 1, task: 1 }]] },
);

/** A duty is to be looked at: is there a message to be made for it? */
export const noticeTimer = timerKind<{ creditorId: string }>('required-notice', { time: 'business' });

type Ref = { dutyId: string; creditorId: string; customerId: string };

export const lookAtDuties = (tx: Tx, duties: readonly Ref[], dueAt: Date): Promise<void> =>
  schedule(
    tx,
    noticeTimer,
    duties.map(({ dutyId, creditorId, customerId }) => ({ id: dutyId, key: customerId, dueAt, data: { creditorId } })),
  );

/** The same for duties as they are stored. */
export const lookAtStored = (
  tx: Tx,
  duties: readonly Pick<NoticeDuty, '_id' | 'creditorId' | 'customerId'>[],
  dueAt: Date,
): Promise<void> =>
  lookAtDuties(
    tx,
    duties.map((duty) => ({ dutyId: duty._id, ...duty })),
    dueAt,
  );

export async function openDuties(
  { db, session }: Tx,
  duties: readonly Omit<NoticeDuty, 'state' | 'interactionId' | 'tries'>[],
): Promise<void> {
  if (duties.length === 0) return;
  await noticeDuties(db).bulkWrite(
    duties.map(({ _id, creditorId, ...duty }) => ({
      updateOne: {
        filter: { _id, creditorId },
        update: { $set: { ...duty, state: 'open' }, $setOnInsert: { interactionId: null, tries: 0 } },
        upsert: true,
      },
    })),
    { session },
  );
}

/** Those that were open, as they were. */
export async function endDuties(
  { db, session }: Tx,
  creditorId: string,
  ids: readonly string[],
): Promise<NoticeDuty[]> {
  const rows = await loadDuties({ db, session }, creditorId, ids);
  await noticeDuties(db).updateMany({ creditorId, _id: { $in: [...ids] } }, { $set: { state: 'ended' } }, { session });
  return rows;
}

export const loadDuties = (
  { db, session }: Pick<Tx, 'db' | 'session'>,
  creditorId: string,
  ids: readonly string[],
): Promise<NoticeDuty[]> =>
  noticeDuties(db)
    .find({ creditorId, _id: { $in: [...ids] }, state: 'open' }, null, { session })
    .lean<NoticeDuty[]>()
    .exec();

/** Ids of the answers to a hold that are still owed: each begins with its id. */
export const openDutiesOfHold = ({ db, session }: Tx, creditorId: string, holdId: string): Promise<string[]> =>
  noticeDuties(db)
    .find({ creditorId, state: 'open', _id: { $gt: `${holdId} `, $lt: `${holdId}!` } }, { _id: 1 }, { session })
    .lean<{ _id: string }[]>()
    .then((rows) => rows.map(({ _id }) => _id));

/** What else is owed to the same people by the same tasks, these included. */
export const openDutiesBeside = (
  { db, session }: Pick<Tx, 'db' | 'session'>,
  creditorId: string,
  duties: readonly Pick<NoticeDuty, 'customerId' | 'task'>[],
): Promise<NoticeDuty[]> => {
  const [customerIds, tasks] = [duties.map((duty) => duty.customerId), duties.map((duty) => duty.task)];
  return noticeDuties(db)
    .find({ creditorId, customerId: { $in: customerIds }, task: { $in: tasks }, state: 'open' }, null, { session })
    .sort({ _id: 1 })
    .lean<NoticeDuty[]>()
    .exec();
};

export const openDutiesAfter = (
  { db, session }: Tx,
  creditorId: string,
  after: string,
  limit: number,
): Promise<NoticeDuty[]> =>
  noticeDuties(db)
    .find({ creditorId, state: 'open', _id: { $gt: after } }, null, { session })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<NoticeDuty[]>()
    .exec();

/** Of two that make a message for one duty at once the later one conflicts, and looks again. */
export async function noticesMade(
  { db, session }: Tx,
  made: readonly { duty: NoticeDuty; interactionId: string }[],
): Promise<void> {
  if (made.length === 0) return;
  await noticeDuties(db).bulkWrite(
    made.map(({ duty: { _id, creditorId }, interactionId }) => ({
      updateOne: { filter: { _id, creditorId }, update: { $set: { interactionId }, $inc: { tries: 1 } } },
    })),
    { session },
  );
}
