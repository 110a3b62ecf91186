import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, insertRows, replaceRows, writeRows, type Connection, type Tx } from '@fairdue/store';
import { cancelTimers, schedule, timerKind } from '@fairdue/timers';
import type { PlacedActivity } from '../activity/activity.ts';
import { eventId } from '../activity/activity.ts';
import type { Reader } from '../reader.ts';
import type { Attempt, Webhook } from './webhook.ts';

export const webhooks = collection<Webhook>(
  'webhooks',
  {
    creditorId: String, url: String, description: String, types: [String], state: String, secrets: Schema.Types.Mixed,
    position: Number, since: Date, revision: Number, awake: Boolean, failures: Number, cause: String, createdAt: Date, updatedAt: Date,
  },
  { indexes: [[{ creditorId: 1, _id: 1 }], [{ creditorId: 1, awake: 1, state: 1 }]] },
); // prettier-ignore

/** What became of one event at one webhook. */
export type Delivery = {
  _id: string;
  creditorId: string;
  webhookId: string;
  seq: number;
  eventId: string;
  type: string;
  state: 'delivered' | 'waiting' | 'failed';
  attempts: number;
  status: number | null;
  answer: string | null;
  cause: string | null;
  firstAt: Date;
  lastAt: Date | null;
  nextAt: Date | null;
  recordedAt: Date;
};

const keepDeliveriesSeconds = 30 * 86_400;

export const deliveries = collection<Delivery>(
  'webhook-deliveries',
  {
    creditorId: String, webhookId: String, seq: Number, eventId: String, type: String, state: String, attempts: Number,
    status: Number, answer: String, cause: String, firstAt: Date, lastAt: Date, nextAt: Date, recordedAt: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, webhookId: 1, seq: -1 }],
      [{ creditorId: 1, webhookId: 1, state: 1, seq: -1 }],
      [{ recordedAt: 1 }, { expireAfterSeconds: keepDeliveriesSeconds }],
    ],
  },
); // prettier-ignore

/** A round of a webhook. Its id is the webhook's; only one that is awake has one, of either kind. */
export const webhookDue = timerKind<{ creditorId: string }>('webhook-due', { time: 'business' });
/** The same after a failure: on a line of its own, so that a receiver that hangs holds up no healthy one. */
export const webhookRetry = timerKind<{ creditorId: string }>('webhook-retry', { time: 'business' });

const notFound = () => new Refused('not-found', 'webhook-not-found', 'Not found.');

export const findWebhook = (
  { db, session = null }: Reader,
  creditorId: string,
  webhookId: string,
): Promise<Webhook | null> => webhooks(db).findOne({ _id: webhookId, creditorId }, null, { session }).lean<Webhook>();

/** One of the caller's creditors. A foreign one answers like a missing one. */
export async function loadWebhook(reader: Reader, creditorIds: readonly string[], webhookId: string): Promise<Webhook> {
  const webhook = await webhooks(reader.db)
    .findOne({ _id: webhookId, creditorId: { $in: [...creditorIds] } }, null, { session: reader.session ?? null })
    .lean<Webhook>();
  if (!webhook) throw notFound();
  return webhook;
}

export const listWebhooks = ({ db, session = null }: Reader, creditorId: string): Promise<Webhook[]> =>
  webhooks(db).find({ creditorId }, null, { session }).sort({ _id: 1 }).lean<Webhook[]>();

export const insertWebhook = (tx: Tx, webhook: Webhook): Promise<void> => insertRows(tx, webhooks, [webhook]);
export const saveWebhook = (tx: Tx, webhook: Webhook): Promise<unknown> =>
  replaceRows(tx, webhooks, [webhook], { mayBeNew: false });

export async function deleteWebhook(tx: Tx, { _id, creditorId }: Webhook): Promise<void> {
  await webhooks(tx.db).deleteOne({ _id, creditorId }, { session: tx.session });
  await stopRounds(tx, _id);
}

const timerOf = ({ _id, creditorId }: Pick<Webhook, '_id' | 'creditorId'>, dueAt: Date) => ({
  id: _id, key: _id, dueAt, data: { creditorId },
}); // prettier-ignore

export const runRound = (tx: Tx, webhook: Pick<Webhook, '_id' | 'creditorId'>, at: Date): Promise<void> =>
  schedule(tx, webhookDue, [timerOf(webhook, at)]);

export const retryRound = (tx: Tx, webhook: Pick<Webhook, '_id' | 'creditorId'>, at: Date): Promise<void> =>
  schedule(tx, webhookRetry, [timerOf(webhook, at)]);

export async function stopRounds(tx: Tx, webhookId: string): Promise<void> {
  await cancelTimers(tx, webhookDue, [webhookId]);
  await cancelTimers(tx, webhookRetry, [webhookId]);
}

/** New activity of an account: those of its webhooks that sleep get a round, in the transaction that placed it. */
export async function wakeWebhooks(tx: Tx, creditorId: string, now: Date): Promise<void> {
  const { db, session } = tx;
  const asleep = await webhooks(db)
    .find({ creditorId, awake: false, state: { $in: ['active', 'failing'] } }, '_id creditorId', { session })
    .lean<Pick<Webhook, '_id' | 'creditorId'>[]>();
  if (asleep.length === 0) return;
  await webhooks(db).updateMany(
    { creditorId, _id: { $in: asleep.map(({ _id }) => _id) } },
    { $set: { awake: true } },
    { session },
  );
  await schedule(tx, webhookDue, asleep.map((each) => timerOf(each, now))); // prettier-ignore
}

const deliveryId = (webhookId: string, seq: number): string => `${webhookId}/${seq}`;

type Outcome = Pick<Delivery, 'state' | 'nextAt'> & { activity: PlacedActivity; attempt: Attempt | null; now: Date };

/** Notes what became of events; an event tried before keeps when that was first. */
export const noteDeliveries = (tx: Tx, { _id: webhookId, creditorId }: Webhook, outcomes: readonly Outcome[]) =>
  writeRows(
    tx,
    deliveries,
    outcomes.map(({ activity, attempt, state, nextAt, now }) => ({
      updateOne: {
        filter: { _id: deliveryId(webhookId, activity.seq) as never, creditorId },
        update: {
          $set: {
            state,
            nextAt,
            recordedAt: new Date(),
            ...(attempt && {
              status: attempt.status,
              answer: attempt.answer,
              cause: attempt.cause,
              lastAt: attempt.at,
            }),
          },
          $setOnInsert: {
            webhookId,
            seq: activity.seq,
            eventId: eventId(activity),
            type: activity.type,
            firstAt: attempt?.at ?? now,
            ...(!attempt && { status: null, answer: null, cause: 'given-up-untried', lastAt: null }),
          },
          $inc: { attempts: attempt ? 1 : 0 },
        },
        upsert: true,
      },
    })),
  );

export const findDelivery = (
  db: Connection,
  creditorId: string,
  webhookId: string,
  seq: number,
): Promise<Delivery | null> =>
  deliveries(db)
    .findOne({ _id: deliveryId(webhookId, seq), creditorId })
    .lean<Delivery>();

/** How many events of a webhook wait to be tried again, as far as that matters. */
export async function countWaiting(
  db: Connection,
  creditorId: string,
  webhookId: string,
  most: number,
): Promise<number> {
  const rows = await deliveries(db).find({ creditorId, webhookId, state: 'waiting' }, '_id').limit(most).lean();
  return rows.length;
}

type Wanted = { state?: Delivery['state'] | undefined; before?: number | undefined; limit: number };

/** Newest event first. */
export const listDeliveries = (
  db: Connection,
  creditorId: string,
  webhookId: string,
  { state, before, limit }: Wanted,
): Promise<Delivery[]> =>
  deliveries(db)
    .find({ creditorId, webhookId, ...(state && { state }), ...(before !== undefined && { seq: { $lt: before } }) })
    .sort({ seq: -1 })
    .limit(limit)
    .lean<Delivery[]>();
