import { outside, postOutside, signWebhook } from '@fairdue/http';
import { causeOf } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { job, type JobOutcome, schedule, timerKind, type TimerRow } from '@fairdue/timers';
import { activityAfter, activityAt, lastPlace, noteSeen } from '../activity/activity.store.ts';
import { eventId, type PlacedActivity } from '../activity/activity.ts';
import { eventWire } from '../activity/activity-wire.ts';
import type { CampaignConfig } from '../config.ts';
import { openSecrets } from './secrets.ts';
import { giveUpAt, pauseMs, settled, type Attempt, type Round, type Webhook } from './webhook.ts';
import {
  countWaiting,
  findDelivery,
  findWebhook,
  noteDeliveries,
  retryRound,
  runRound,
  saveWebhook,
  webhookDue,
  webhookRetry,
} from './webhook.store.ts';

/** An event that was refused, to be tried on its own. */
type Aside = { creditorId: string; webhookId: string; seq: number };
const webhookAside = timerKind<Aside>('webhook-aside', { time: 'business' });

const pageMax = 50;
const asideMax = 100;
/** A round begins no further attempt after this, so that with the last one it ends well within the lease of its timer. */
const roundMs = 3_000;
const answerBytesMax = 1_024;

type Tools = {
  deps: Deps<CampaignConfig>;
  /** null: this process stops, and nobody knows what became of it. */
  send: (webhook: Webhook, activity: PlacedActivity, signal: AbortSignal) => Promise<Attempt | null>;
};

/** The body as Standard Webhooks has it; `data` is the event of the feed. */
const bodyOf = (activity: PlacedActivity): Buffer => {
  const data = eventWire(activity);
  return Buffer.from(JSON.stringify({ type: data.type, timestamp: data.at, data }));
};

function sender({ config, now, metrics, log }: Deps<CampaignConfig>): Tools['send'] {
  const limits = { answerMs: config.WEBHOOK_ANSWER_MS, answerBytesMax };
  const post = postOutside(outside(config.WEBHOOK_HOSTS_INSIDE), limits);
  const sent = metrics.counter('fairdue_webhook_attempts_total', 'Attempts to deliver events, by outcome.', [
    'outcome',
  ]);
  const tryOnce = async (webhook: Webhook, activity: PlacedActivity, signal: AbortSignal) => {
    const body = bodyOf(activity);
    const secrets = openSecrets(config.WEBHOOK_KEYS, webhook, now());
    if (secrets.length === 0) {
      log.error({ webhookId: webhook._id }, 'no key opens the secret of a webhook: give back its key, or rotate it');
      return { status: null, answer: null, cause: 'secret-not-readable' };
    }
    const signed = signWebhook(secrets, eventId(activity), new Date(), body);
    const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'Fairdue-Webhooks/1' };
    try {
      const { status, text: answer } = await post(new URL(webhook.url), headers, body, signal);
      return { status, answer, cause: status >= 200 && status < 300 ? null : `status-${status}` };
    } catch (error) {
      const isLate = (error as Error | null)?.name === 'TimeoutError';
      const cause = causeOf(error);
      return { status: null, answer: null, cause: isLate ? 'timeout' : cause === 'failed' ? 'not-reachable' : cause };
    }
  };
  return async (webhook, activity, signal) => {
    const outcome = await tryOnce(webhook, activity, signal);
    if (signal.aborted && outcome.cause !== null) return null;
    sent.inc({ outcome: outcome.cause === null ? 'delivered' : 'failed' });
    return { activity, at: now(), ...outcome };
  };
}

/** Sends what comes next, in order, until something does not come through. */
async function round({ deps: { db }, send }: Tools, webhook: Webhook, signal: AbortSignal): Promise<Round> {
  const { _id, creditorId, position } = webhook;
  const types = webhook.types ?? undefined;
  const last = await lastPlace({ db }, creditorId);
  const page = await activityAfter(db, creditorId, position, { types, limit: pageMax });
  const mayStandAside = (await countWaiting(db, creditorId, _id, asideMax)) < asideMax;
  const endsAtMs = performance.now() + roundMs;
  const attempts: Attempt[] = [];
  for (const activity of page) {
    if (signal.aborted || (attempts.length > 0 && performance.now() > endsAtMs)) break;
    const attempt = await send(webhook, activity, signal);
    if (!attempt) break;
    attempts.push(attempt);
    if (attempt.cause !== null) break;
  }
  return { attempts, page, lookedTo: page.length < pageMax ? last : (page.at(-1)?.seq ?? last), mayStandAside };
}

/** Stores what a round did, and says when the next one is. Where a person has changed the webhook meanwhile, it moves nothing. */
async function settle(tx: Tx, before: Webhook, done: Round, now: Date): Promise<void> {
  const { _id: webhookId, creditorId } = before;
  const current = await findWebhook(tx, creditorId, webhookId);
  if (!current) return;
  const { webhook, aside, waiting, givenUp, next } = settled(before, done, now);
  const againAt = new Date(now.getTime() + pauseMs(webhook.failures));
  const tryAt = (attempts: number): Date => new Date(now.getTime() + pauseMs(attempts));
  const attemptAt = (seq: number) => done.attempts.find(({ activity }) => activity.seq === seq) ?? null;
  await noteDeliveries(tx, before, [
    ...done.attempts
      .filter(({ cause }) => cause === null)
      .map((attempt) => ({ activity: attempt.activity, attempt, state: 'delivered', nextAt: null, now }) as const),
    ...aside.map((attempt) => ({ activity: attempt.activity, attempt, state: 'waiting', nextAt: tryAt(1), now }) as const),
    ...(waiting ? [{ activity: waiting.activity, attempt: waiting, state: 'waiting', nextAt: againAt, now } as const] : []),
    ...givenUp.map((activity) => ({ activity, attempt: attemptAt(activity.seq), state: 'failed', nextAt: null, now }) as const),
  ]);
  await schedule(tx, webhookAside, aside.map(({ activity: { seq } }) => ({
    id: `${webhookId}/${seq}`, key: `${webhookId}/${seq}`, dueAt: tryAt(1), data: { creditorId, webhookId, seq },
  })));
  // Its timer may have been taken by this very round: one is set again, which at worst finds nothing to do.
  if (current.revision !== before.revision) return current.state === 'paused' ? undefined : runRound(tx, current, now);

  const isBehind = next === 'when-woken' && (await lastPlace(tx, creditorId)) > webhook.position;
  const sleeps = next === 'when-woken' && !isBehind;
  if (sleeps) await noteSeen(tx, creditorId);
  await saveWebhook(tx, { ...webhook, awake: !sleeps });
  if (next === 'later') await retryRound(tx, webhook, againAt);
  else if (!sleeps) await runRound(tx, webhook, now);
} // prettier-ignore

async function runOne(tools: Tools, { id, data }: TimerRow<{ creditorId: string }>, signal: AbortSignal) {
  const { db, now } = tools.deps;
  const webhook = await findWebhook({ db }, data.creditorId, id);
  if (!webhook || webhook.state === 'paused') return { id, done: () => Promise.resolve() };
  const done = await round(tools, webhook, signal);
  if (done.attempts.length === 0 && done.page.length > 0)
    return { id, retryAt: new Date(), cause: 'this process stopped' };
  return { id, done: (tx: Tx) => settle(tx, webhook, done, now()) };
}

/** Tries an event that was refused again, on its own, for three days. */
async function runAside(tools: Tools, { id, data }: TimerRow<Aside>, signal: AbortSignal): Promise<JobOutcome> {
  const { db, now } = tools.deps;
  const { creditorId, webhookId, seq } = data;
  const [webhook, activity, delivery] = await Promise.all([
    findWebhook({ db }, creditorId, webhookId),
    activityAt(db, creditorId, seq),
    findDelivery(db, creditorId, webhookId, seq),
  ]);
  if (!webhook || !activity || delivery?.state !== 'waiting') return { id, done: () => Promise.resolve() };
  const attempt = webhook.state === 'paused' ? null : await tools.send(webhook, activity, signal);
  if (!attempt && signal.aborted) return { id, retryAt: new Date(), cause: 'this process stopped' };
  return {
    id,
    done: async (tx) => {
      const isThrough = attempt?.cause === null;
      const isGivenUp = !isThrough && giveUpAt(webhook, activity) <= now();
      const nextAt = isThrough || isGivenUp ? null : new Date(now().getTime() + pauseMs(delivery.attempts + 1));
      const state = isThrough ? 'delivered' : isGivenUp ? 'failed' : 'waiting';
      await noteDeliveries(tx, webhook, [{ activity, attempt, state, nextAt, now: now() }]);
      if (nextAt) await schedule(tx, webhookAside, [{ id, key: id, dueAt: nextAt, data }]);
      const current = isGivenUp ? await findWebhook(tx, creditorId, webhookId) : null;
      if (current?.state === 'active') await saveWebhook(tx, { ...current, state: 'failing', cause: attempt?.cause ?? null });
    },
  }; // prettier-ignore
}

/** Takes an account's activity to where it wants it: at least once, each webhook's in order, as long as it can be. */
export function deliverEvents(deps: Deps<CampaignConfig>) {
  const tools: Tools = { deps, send: sender(deps) };
  const rounds = (rows: TimerRow<{ creditorId: string }>[], { signal }: { signal: AbortSignal }) =>
    Promise.all(rows.map((row) => runOne(tools, row, signal)));
  const batch = { batchMax: 64 };
  return [
    job(webhookDue, rounds, batch),
    job(webhookRetry, rounds, batch),
    job(webhookAside, (rows, { signal }) => Promise.all(rows.map((row) => runAside(tools, row, signal))), batch),
  ];
}
