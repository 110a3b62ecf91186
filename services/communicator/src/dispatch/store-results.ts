import type { BlockingReason, HandOver } from '@fairdue/contracts';
import { enqueueAll, type Fact } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { notMade, sent, statusChanged } from '../interactions/interaction-facts.ts';
import { loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { changed, isWaiting, type Interaction } from '../interactions/interaction.ts';
import {
  accepted,
  blocked,
  heeded,
  lost,
  notStarted,
  retryMinutes,
  turnedAway,
  turnedDownByProvider,
} from '../interactions/outcome.ts';
import { lookAtDutiesOf } from '../notices/after-a-refusal.ts';
import { isValidationNotice } from '../templates/built-in/wording.ts';
import { dispatchJob, settleJob, taskEnds } from './dispatch-job.ts';
import type { HandOverResult, Ready } from './hand-over.ts';
import { claimNotices } from './notice-claims.ts';
import { recallTasks } from './recall-tasks.ts';
import { noticesGiven } from './validation-notice.store.ts';

export type Times = { now: Date; realNow: Date; settleAfterMs: number };

/**
 * Before a byte is sent: what is about to be, with its permit. Held back are notices that another message already is, and
 * called off is what somebody wants no more: nothing comes of the permits of these. `changedSince` is what waits as before and
 * is not what was written: it is written again. What another process has taken up meanwhile is none of the four, as that one
 * uses the same permit.
 */
export async function storeDispatching(
  tx: Tx,
  creditorId: string,
  messages: readonly Ready[],
  { now, realNow }: Times,
): Promise<{ going: Ready[]; heldBack: Ready[]; calledOff: Ready[]; changedSince: Ready[] }> {
  const current = await loadInteractions(
    tx,
    creditorId,
    messages.map(({ interaction }) => interaction._id),
  );
  const stillWaiting = messages.filter(({ interaction }) => {
    const row = current.get(interaction._id);
    return row !== undefined && isWaiting(row);
  });
  const waiting = stillWaiting.filter(({ interaction: { _id, version } }) => current.get(_id)?.version === version);
  const noticeless = await claimNotices(
    tx,
    creditorId,
    waiting.map(({ interaction }) => interaction),
  );
  const going = waiting.filter(({ interaction }) => !noticeless.has(interaction._id));
  const rows = going.map(({ interaction, permitId }) =>
    changed(interaction, { handOver: 'dispatching', permitId, dispatchedRealAt: realNow }, now),
  );
  await saveInteractions(tx, rows);
  return {
    going,
    heldBack: waiting.filter((each) => !going.includes(each)),
    calledOff: messages.filter(({ interaction }) => current.get(interaction._id)?.handOver === 'not-started'),
    changedSince: stillWaiting.filter((each) => !waiting.includes(each)),
  };
}

/** Checks before the guard, and the guard itself, said no: with the reasons, and the time at which it may be tried again. */
export async function storeBlocked(
  tx: Tx,
  creditorId: string,
  refusals: ReadonlyMap<string, { interaction: Interaction; blocking: BlockingReason[]; nextAllowedAt: string | null }>,
  { now }: Times,
): Promise<void> {
  const current = await loadInteractions(tx, creditorId, [...refusals.keys()]);
  const rows: Interaction[] = [];
  for (const [id, { interaction, blocking, nextAllowedAt }] of refusals) {
    const row = current.get(id);
    if (row && isWaiting(row))
      rows.push(blocked({ ...interaction, version: row.version }, blocking, nextAllowedAt, now));
  }
  await saveInteractions(tx, rows);
  await lookAtDutiesOf(tx, rows, now);
  await enqueueAll(
    tx,
    rows.map((row) => notMade(row, now)),
  );
}

const begun: readonly HandOver[] = ['dispatching', 'unknown'];

/**
 * What became of hand-overs that stood like one of `open`. A callback may have been faster: then only what it could not know is
 * added.
 */
export async function storeResults(
  tx: Tx,
  creditorId: string,
  results: ReadonlyMap<string, HandOverResult>,
  times: Times,
  open: readonly HandOver[] = begun,
): Promise<void> {
  const { now, realNow, settleAfterMs } = times;
  const current = await loadInteractions(tx, creditorId, [...results.keys()]);
  const rows: Interaction[] = [];
  const facts: Fact[] = [];
  for (const [id, result] of results) {
    const row = current.get(id);
    if (!row) continue;
    const after = heeded(afterResult(row, result, now, open), now);
    if (after === row) continue;
    rows.push(after);
    facts.push(...factsOf(after, result, now));
    if (after.handOver === 'unknown')
      await schedule(tx, settleJob, [
        {
          id,
          key: id,
          dueAt: new Date(realNow.getTime() + settleAfterMs),
          data: { creditorId },
          traceparent: row.traceparent,
        },
      ]);
    const isOver = result.kind === 'not-started' || after.status === 'canceled';
    if (isOver && (row.task ?? after.task)) await recallTasks(tx, [row]);
    if (after.handOver === 'posted' && after.task)
      await schedule(tx, taskEnds, [
        { id, key: id, dueAt: after.task.untilRealAt, data: { creditorId }, traceparent: row.traceparent },
      ]);
    if (isWaiting(after)) {
      const isFailure = after.failures > row.failures;
      await schedule(tx, dispatchJob, [isFailure ? nextTry(after, now) : lookAgain(after, now)]);
    }
  }
  const isNotice = ({ handOver, subject }: Interaction): boolean =>
    handOver === 'accepted' && isValidationNotice(subject);
  await noticesGiven(
    tx,
    rows.filter(isNotice).map((row) => ({ ...row, sentAt: now })),
  );
  await saveInteractions(tx, rows);
  await lookAtDutiesOf(tx, rows, now);
  await enqueueAll(tx, facts);
}

/** Each try is a row of its own, so that the one that failed can be finished in the same transaction. */
const nextTry = ({ _id, creditorId, failures, traceparent }: Interaction, now: Date) => ({
  id: `${_id} ${failures}`,
  key: _id,
  dueAt: new Date(now.getTime() + (retryMinutes[failures - 1] ?? 0) * 60_000),
  data: { creditorId },
  traceparent,
});

/** Whoever gave it up tries again sooner, unless another process has taken the work over and finished it meanwhile. */
const lookAgain = ({ _id, creditorId, traceparent }: Interaction, now: Date) => ({
  id: `${_id} again`,
  key: _id,
  dueAt: new Date(now.getTime() + 60_000),
  data: { creditorId },
  traceparent,
});

export function afterResult(row: Interaction, result: HandOverResult, now: Date, open = begun): Interaction {
  if (result.kind === 'accepted' && !row.task) return accepted(row, result.providerMessageId, now);
  if (row.handOver === null || !open.includes(row.handOver)) return row;
  switch (result.kind) {
    case 'accepted':
      return accepted(row, result.providerMessageId, now);
    case 'posted':
      return changed(row, { handOver: 'posted', providerMessageId: result.providerMessageId }, now);
    case 'unknown':
      return lost(row, now);
    case 'put-back':
      return changed(row, { handOver: 'waiting' }, now);
    case 'turned-away':
      return turnedAway(row, result.provider, now);
    case 'blocked':
      return blocked(row, result.blocking, result.nextAllowedAt, now);
    case 'refused':
      return result.permanent ? turnedDownByProvider(row, result.reason, now) : notStarted(row, result.reason, now);
    case 'not-started':
      return result.permanent ? turnedDownByProvider(row, result.cause, now) : notStarted(row, result.cause, now);
  }
}

function factsOf(after: Interaction, { kind }: HandOverResult, now: Date): Fact[] {
  if (kind === 'accepted') return [sent(after, now)];
  if (kind === 'blocked') return [notMade(after, now)];
  return after.status === 'failed' || after.status === 'canceled' ? [statusChanged(after, now)] : [];
}
