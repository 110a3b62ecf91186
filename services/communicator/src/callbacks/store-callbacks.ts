import { newId } from '@fairdue/ids';
import { enqueueAll, type Fact } from '@fairdue/outbox';
import { collection, type Tx } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { lookNow } from '../dispatch/dispatch-job.ts';
import { keyOf } from '../dispatch/prepare-message.ts';
import { recallTasks } from '../dispatch/recall-tasks.ts';
import { noticeReturned, noticesGiven } from '../dispatch/validation-notice.store.ts';
import { holdStopJob } from '../inbound/stop-list.ts';
import { sent, statusChanged } from '../interactions/interaction-facts.ts';
import { insertInteractions, loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { beginSpan, inTrace, parseTraceparent, type TraceParent } from '@fairdue/telemetry';
import type { Interaction } from '../interactions/interaction.ts';
import { accepted, reported } from '../interactions/outcome.ts';
import { calledAs, hadNoLeave, withoutLeave } from './call-without-leave.ts';
import { isValidationNotice } from '../templates/built-in/wording.ts';
import { reportOf, type CallbackEvent } from './callback-event.ts';

/**
 * `id`: provider and webhook id, by which a repeat is known. `from`: the provider, which knows of its own messages only; null
 * for the sandbox, which is all of them.
 */
export type Callback = {
  id: string;
  from: string | null;
  event: CallbackEvent;
  /** Of the request it came in: the provider's, where the message has its own. */
  trace?: TraceParent | undefined;
};

/** Callbacks taken already. Kept longer than a signature stays good. */
type TakenCallback = { _id: string; takenRealAt: Date };
const keptSeconds = 7 * 24 * 3_600;
export const takenCallbacks = collection<TakenCallback>(
  'taken_callbacks',
  { takenRealAt: Date },
  { tenant: false, indexes: [[{ takenRealAt: 1 }, { expireAfterSeconds: keptSeconds }]] },
);

/**
 * Stores what providers told, in the order in which it came, each callback once. Returns those about a message nobody
 * knows: they are not taken, and may come again. `alarm` is given each call that a dialer made without leave.
 */
export async function storeCallbacks(
  tx: Tx,
  callbacks: readonly Callback[],
  now: Date,
  alarm: (interactionId: string) => void,
): Promise<Callback[]> {
  const rows = await interactionsOf(tx, callbacks);
  const isKnown = ({ from, event }: Callback): boolean => {
    const row = rows.get(event.key);
    return row !== undefined && (from === null || row.provider === from);
  };
  const fresh = await takeOnce(tx, callbacks.filter(isKnown));

  const changed = new Map<string, Interaction>();
  const facts: Fact[] = [];
  const unasked: { before: Interaction; call: Interaction }[] = [];
  for (const { event, from, trace } of fresh) {
    const interaction = changed.get(event.key) ?? rows.get(event.key);
    const report = interaction && reportOf(interaction.channel, event);
    if (!report) continue;
    const inSpan = spanOf(tx, interaction, { event, from, trace });
    if (event.type === 'message.complained') await endEmails(tx, interaction);
    // Whoever reports on a message has it: that settles a hand-over that is under way or lost.
    const isUnasked = hadNoLeave(interaction);
    const isOpen = isUnasked || ['dispatching', 'unknown', 'dialling'].includes(interaction.handOver ?? '');
    const told = isUnasked ? withoutLeave(interaction, newId('interaction'), now) : interaction;
    const known = isOpen ? accepted(told, event.providerMessageId ?? null, now) : interaction;
    if (isUnasked) unasked.push({ before: interaction, call: known });
    const after = reported(known, report, now);
    if (after === interaction) continue;
    changed.set(event.key, after);
    if (isValidationNotice(after.subject)) {
      if (known !== interaction) await noticesGiven(tx, [{ ...after, sentAt: now }]);
      if (after.status === 'failed') await noticeReturned(tx, after.creditorId, after._id);
    }
    if (known !== interaction) facts.push(inSpan(known, () => sent(known, now)));
    if (after !== known) facts.push(inSpan(after, () => statusChanged(after, now, event.bounce)));
  }
  const isNew = ({ _id }: Interaction): boolean =>
    unasked.some(({ before, call }) => call._id === _id && before._id !== _id);
  const written = [...changed.values()];
  await insertInteractions(tx, written.filter(isNew));
  await saveInteractions(
    tx,
    written.filter((row) => !isNew(row)),
  );
  await storeUnasked(tx, unasked, now, alarm);
  await lookNow(tx, written.filter(({ task }) => task !== undefined)); // prettier-ignore
  await enqueueAll(tx, facts);
  return callbacks.filter((callback) => !isKnown(callback));
}

/** What a provider tells goes on in the trace of the message it is about; the provider's own request is linked. */
function spanOf(tx: Tx, { _id, traceparent }: Interaction, { event, from, trace }: Omit<Callback, 'id'>) {
  const facts = {
    'fairdue.interaction_id': _id,
    'fairdue.callback': event.type,
    'fairdue.provider': from ?? 'sandbox',
  };
  const parent = parseTraceparent(traceparent) ?? trace;
  const span = beginSpan('communicator', 'take callback', parent, { kind: 'server', facts, link: trace });
  tx.afterCommit(() => span.end());
  return (about: Interaction, say: () => Fact): Fact =>
    inTrace({ ...span.trace, of: new Map([[about._id, span.trace]]) }, say);
}

/** Nothing is to come of their tasks any more; what had ended remembers which call it became after all. */
async function storeUnasked(
  tx: Tx,
  unasked: readonly { before: Interaction; call: Interaction }[],
  now: Date,
  alarm: (interactionId: string) => void,
): Promise<void> {
  if (unasked.length === 0) return;
  const ended = unasked.filter(({ before, call }) => before._id !== call._id);
  await saveInteractions(
    tx,
    ended.map(({ before, call }) => calledAs(before, call, now)),
  );
  await recallTasks(
    tx,
    unasked.map(({ before }) => before),
  );
  for (const { call } of unasked) tx.afterCommit(() => alarm(call._id));
}

/** Whoever reports a message as unwanted wants no more at that address, however the message itself ended. */
async function endEmails(tx: Tx, { _id, creditorId, customerId, contactId }: Interaction): Promise<void> {
  if (customerId === null) return;
  const data = { creditorId, customerId, contactId, channel: 'email' as const, interactionId: _id };
  await schedule(tx, holdStopJob, [{ id: `${_id} complained`, key: customerId, dueAt: new Date(), data }]);
}

/** By the key the message was handed over with; of a task that had ended, the call it became all the same. */
async function interactionsOf(tx: Tx, callbacks: readonly Callback[]): Promise<Map<string, Interaction>> {
  const idsOf = new Map<string, string[]>();
  for (const { event } of callbacks) {
    const [creditorId = '', interactionId = ''] = event.key.split('.');
    idsOf.set(creditorId, [...(idsOf.get(creditorId) ?? []), interactionId]);
  }
  const rows = new Map<string, Interaction>();
  for (const [creditorId, ids] of idsOf)
    for (const row of (await loadInteractions(tx, creditorId, ids)).values()) rows.set(keyOf(row), row);
  for (const [key, { creditorId, task }] of rows)
    if (task?.calledAs) {
      const call = (await loadInteractions(tx, creditorId, [task.calledAs])).get(task.calledAs);
      if (call) rows.set(key, call);
    }
  return rows;
}

/** Those that come for the first time; from now on they have come. */
export async function takeOnce<C extends Pick<Callback, 'id'>>(
  { db, session }: Tx,
  callbacks: readonly C[],
): Promise<C[]> {
  if (callbacks.length === 0) return [];
  const takenRealAt = new Date();
  const written = await takenCallbacks(db).bulkWrite(
    callbacks.map(({ id }) => ({
      updateOne: { filter: { _id: id }, update: { $setOnInsert: { takenRealAt } }, upsert: true },
    })),
    { session },
  );
  return callbacks.filter((_, i) => i in written.upsertedIds);
}
