import { collection, insertRows, type Connection, type Tx } from '@fairdue/store';
import type { Activity, ActivityType, PlacedActivity } from './activity.ts';
import type { Reader } from '../reader.ts';
import { tellWritten } from './signals.ts';

/** It waits for its place, or has it. */
type Row = Activity & ({ waits: true } | { seq: number }) & { recordedAt: Date };

/** People look back a season at most; what must be kept longer is in the compliance log. */
const keepSeconds = 90 * 86_400;

export const activities = collection<Row>(
  'activity',
  {
    creditorId: String, at: Date, type: String, documentId: String, campaignId: String, touchId: String, channel: String,
    waits: Boolean, seq: Number, recordedAt: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, seq: 1 }],
      [{ creditorId: 1, type: 1, seq: 1 }],
      [{ creditorId: 1, at: 1, seq: 1 }],
      [{ waits: 1, creditorId: 1, _id: 1 }, { partialFilterExpression: { waits: true } }],
      [{ recordedAt: 1 }, { expireAfterSeconds: keepSeconds }],
    ],
  },
); // prettier-ignore

const [overlapMs, overlapMax] = [30_000, 20_000];

/** The last place of each account. */
export type ActivityHead = { _id: string; creditorId: string; seq: number; seen: number };
export const activityHeads = collection<ActivityHead>('activity-heads', {
  creditorId: String,
  seq: Number,
  seen: Number,
});

/** Whoever stops looking says so here: activity that is placed at the same moment conflicts with it, and is not passed unseen. */
export const noteSeen = ({ db, session }: Tx, creditorId: string): Promise<unknown> =>
  activityHeads(db).updateOne({ _id: creditorId, creditorId }, { $inc: { seen: 1 } }, { session, upsert: true });

/** Commits with what it tells of. Its place comes afterwards: writers of one account never wait for each other. */
export async function noteActivity(tx: Tx, noted: readonly Activity[]): Promise<void> {
  if (noted.length === 0) return;
  const recordedAt = new Date();
  await insertRows(
    tx,
    activities,
    noted.map((each) => ({ ...each, waits: true as const, recordedAt })),
  );
  tx.afterCommit(() => tellWritten(tx.db, new Set(noted.map(({ creditorId }) => creditorId))));
}

/** Those without a place yet, in the order in which they were written down. */
export const waitingActivity = ({ db, session }: Tx, creditorId: string, limit: number): Promise<Activity[]> =>
  activities(db)
    .find({ waits: true, creditorId }, '-waits -recordedAt', { session })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Activity[]>();

/** Whose activity waits for its place. */
export const accountsWaiting = (db: Connection): Promise<string[]> =>
  activities(db)
    .distinct('creditorId', { waits: true })
    .setOptions({ acrossCreditors: true } as object);

export async function isAnyWaiting(db: Connection, creditorId: string): Promise<boolean> {
  const waiting = await activities(db).findOne({ waits: true, creditorId }, '_id').sort({ _id: 1 }).lean();
  return waiting !== null;
}

/** The last place given out so far; 0 before the first. */
export async function lastPlace({ db, session = null }: Reader, creditorId: string): Promise<number> {
  const head = await activityHeads(db).findOne({ _id: creditorId, creditorId }, null, { session }).lean<ActivityHead>();
  return head?.seq ?? 0;
}

/** Of the accounts asked for, their last places. */
export const lastPlaces = (db: Connection, creditorIds: readonly string[]): Promise<ActivityHead[]> =>
  activityHeads(db)
    .find({ _id: { $in: [...creditorIds] }, creditorId: { $in: [...creditorIds] } })
    .lean<ActivityHead[]>();

export const activityAt = (db: Connection, creditorId: string, seq: number): Promise<PlacedActivity | null> =>
  activities(db).findOne({ creditorId, seq }).lean<PlacedActivity>();

type Wanted = { types?: readonly ActivityType[] | undefined; limit: number };
const ofTypes = (types: Wanted['types']) => types && { type: types.length === 1 ? types[0] : { $in: [...types] } };

/** In their order, after a place. */
export const activityAfter = (
  db: Connection,
  creditorId: string,
  seq: number,
  { types, limit }: Wanted,
): Promise<PlacedActivity[]> =>
  activities(db)
    .find({ creditorId, ...ofTypes(types), seq: { $gt: seq } })
    .sort({ seq: 1 })
    .limit(limit)
    .lean<PlacedActivity[]>();

/** Newest first, before a place. */
export const activityBefore = (
  db: Connection,
  creditorId: string,
  seq: number | undefined,
  { types, limit }: Wanted,
): Promise<PlacedActivity[]> =>
  activities(db)
    .find({ creditorId, ...ofTypes(types), seq: { $gt: 0, ...(seq !== undefined && { $lt: seq }) } })
    .sort({ seq: -1 })
    .limit(limit)
    .lean<PlacedActivity[]>();

/** The first place of what happened from an instant on, among what is kept; null when nothing did. */
export async function firstPlaceSince(db: Connection, creditorId: string, from: Date): Promise<number | null> {
  const first = await activities(db)
    .findOne({ creditorId, at: { $gte: from }, seq: { $gt: 0 } }, 'at')
    .sort({ at: 1, seq: 1 })
    .lean<Row>();
  if (!first) return null;
  // Of two that overlap, the later instant may have the earlier place: transactions last ten seconds at most.
  const soonAfter = { $gte: first.at, $lte: new Date(first.at.getTime() + overlapMs) };
  const rows = await activities(db)
    .find({ creditorId, at: soonAfter, seq: { $gt: 0 } }, 'seq')
    .sort({ at: 1, seq: 1 })
    .limit(overlapMax)
    .lean<PlacedActivity[]>();
  return Math.min(...rows.map(({ seq }) => seq));
}
