import { z } from 'zod';
import { Refused } from '@fairdue/refused';
import { transaction, type Tx } from '@fairdue/store';
import { cancelTimers, schedule } from '@fairdue/timers';
import { takeOnce } from '../callbacks/store-callbacks.ts';
import type { CommunicatorDeps } from '../config.ts';
import { loadInteractions, saveInteractions } from '../interactions/interaction.store.ts';
import { changed, type CallTask, type Interaction } from '../interactions/interaction.ts';
import { NotStarted, windowMsMax, type ConsumedPermit, type NotConsumed } from './consumed-permit.ts';
import { lookNow, settleJob, taskEnds } from './dispatch-job.ts';
import { consumeFor, refusedAtHandOver, tellOverrun, type HandOverResult } from './hand-over.ts';
import { reportPermits } from './report-permits.ts';
import { storeResults } from './store-results.ts';

/** `withinMs`: counted by the dialer’s own clock from when it began to ask. */
export const DialAnswer = z.discriminatedUnion('dial', [
  z.strictObject({ dial: z.literal(true), withinMs: z.int().positive() }),
  z.strictObject({ dial: z.literal(false), reason: z.enum(['refused', 'recalled', 'asked-before', 'too-late', 'not-now']) }),
]); // prettier-ignore
export type DialAnswer = z.output<typeof DialAnswer>;
type No = Extract<DialAnswer, { dial: false }>['reason'];

/** `id`: of the callback, by which a repeat is known. `from`: the provider that asks; null for the sandbox, which is all of them. */
type Asked = { id: string; from: string | null; key: string };
type Call = Interaction & { task: CallTask; permitId: string };

/**
 * “May I dial now?” A task is asked for once: it is stored that its dialer is about to dial, its permit is consumed, which runs
 * every rule again, and the answer goes out in the tick in which the permit’s window is looked at. Of two that ask at once, one
 * gets a yes; whoever got no answer gets a no the next time, and what became of the call is asked by its key.
 */
export async function answerDialer(
  deps: CommunicatorDeps,
  asked: Asked,
  say: (answer: DialAnswer) => void,
): Promise<void> {
  const { db, now, config } = deps;
  const begun = await transaction(db, (tx) => begin(tx, asked, now(), config.SETTLE_AFTER_MS));
  if (typeof begun === 'string') return say({ dial: false, reason: begun });

  const permit = (await consumeFor(deps, [{ interaction: begun, permitId: begun.permitId }])).get(begun.permitId);
  const { permitId, creditorId } = begun;
  const customerId = begun.customerId ?? '';
  const refused = permit && 'start' in permit ? yes(begun.task, permit, say) : refusedAtHandOver(permit);
  if (refused === 'overran') {
    tellOverrun(deps, { permitId, interaction: begun });
    return reportPermits(deps, [{ permitId, creditorId, customerId, outcome: 'overrun' }]);
  }
  if (refused === 'said') return;

  const result = isExpired(permit)
    ? { kind: 'not-started' as const, cause: 'permit expired', permanent: false }
    : refused;
  const times = { now: now(), realNow: new Date(), settleAfterMs: config.SETTLE_AFTER_MS };
  await transaction(db, async (tx) => {
    await storeResults(tx, creditorId, new Map([[begun._id, result]]), times, ['dialling']);
    await lookNow(tx, [begun]);
  });
  if (result.kind === 'blocked' || result.kind === 'put-back') {
    const outcome = result.kind === 'blocked' ? 'released' : 'not-started';
    await reportPermits(deps, [{ permitId, creditorId, customerId, outcome }]);
  }
  say({ dial: false, reason: result.kind === 'blocked' ? 'refused' : 'not-now' });
}

const isExpired = (permit: ConsumedPermit | NotConsumed | undefined): boolean =>
  permit !== undefined && 'code' in permit && permit.code === 'expired';

/** Check, answer and second check happen without anything between them. Gives the reason where the answer cannot be yes. */
function yes(
  { addressHash }: CallTask,
  permit: ConsumedPermit,
  say: (answer: DialAnswer) => void,
): HandOverResult | 'said' | 'overran' {
  try {
    permit.start(addressHash);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    return { kind: 'not-started', cause: error.message, permanent: false };
  }
  say({ dial: true, withinMs: permit.windowMs });
  return permit.overran() ? 'overran' : 'said';
}

/** The one ask that may go on, or why this one may not. The dialer’s own answer to being given the task may still be on its way. */
async function begin(tx: Tx, { id, from, key }: Asked, now: Date, settleAfterMs: number): Promise<Call | No> {
  const [creditorId = '', interactionId = ''] = key.split('.');
  const row = (await loadInteractions(tx, creditorId, [interactionId])).get(interactionId);
  if (!row?.task || (from !== null && row.provider !== from))
    throw new Refused('not-found', 'interaction-not-found', 'There is no such interaction.');
  const { handOver, task, permitId } = row;
  const isFresh = (await takeOnce(tx, [{ id }])).length === 1;
  if (!isFresh || handOver === 'dialling' || handOver === 'accepted') return 'asked-before';
  if (handOver === 'waiting') return 'not-now';
  if (handOver !== 'posted' && handOver !== 'dispatching' && handOver !== 'unknown') return 'recalled';
  const realNow = new Date();
  if (task.untilRealAt <= realNow || permitId === null) return 'too-late';
  const call = changed(row, { handOver: 'dialling', dispatchedRealAt: realNow }, now);
  await saveInteractions(tx, [call]);
  await cancelTimers(tx, taskEnds, [interactionId]);
  const dueAt = new Date(realNow.getTime() + Math.max(windowMsMax + aroundMs, settleAfterMs));
  await schedule(tx, settleJob, [
    { id: interactionId, key: interactionId, dueAt, data: { creditorId }, traceparent: row.traceparent },
  ]);
  return { ...call, task, permitId };
}

/** For what lies between our asking the guard and the dialer’s ringing. */
const aroundMs = 500;
