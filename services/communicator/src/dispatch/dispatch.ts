import { namesOfSubject } from '@fairdue/contracts';
import { causeOf, Refused, Unavailable } from '@fairdue/refused';
import { traceOf, traceparentOf } from '@fairdue/telemetry';
import { transaction } from '@fairdue/store';
import { job, schedule, tryAgain, type JobOutcome } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { loadInteractions } from '../interactions/interaction.store.ts';
import { isWaiting, type Interaction } from '../interactions/interaction.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { noticeSubjects, validationSubject } from '../templates/built-in/wording.ts';
import { findLiveDescriptors } from '../templates/stored/descriptor.store.ts';
import { askPermits, toldReason } from './ask-permits.ts';
import { dispatchJob } from './dispatch-job.ts';
import { gatherFacts } from './gather-facts.ts';
import { factsUnknown, mayHaveBeenMade, permitSpent } from './no-message.ts';
import { settleDoubtful } from './settle-doubtful.ts';
import { handOver, overrunsOf, type HandOverResult, type Ready } from './hand-over.ts';
import { HandOverTurn, portionsOf, type Portion } from './portions.ts';
import { asPermitted, prepareMessage, type Prepared } from './prepare-message.ts';
import { prepareWritten } from './prepare-written.ts';
import { reportPermits, type PermitReport } from './report-permits.ts';
import { storeBlocked, storeDispatching, storeResults, type Times } from './store-results.ts';
import { roomForFiles } from './room-for-files.ts';
import { takePlaces } from './take-places.ts';

type Row = { id: string; key: string; attempts: number; data: { creditorId: string; placeMs?: number } };
/** Those of the batch that are not done: tried again soon, or at the place (real ms) that was reserved for them. */
type Retry = { cause: string } | { placeMs: number };

/** While one portion is handed over, the next is written and asked about, and the last is stored. */
const portionsAtOnce = 3;

/** What is due: facts, message, permit, hand-over, result, for up to 400 interactions at a time. */
export const dispatch = (deps: CommunicatorDeps) => {
  handOversOf(deps); // known from the start: what is to alarm must not appear with its first fault
  overrunsOf(deps).inc(0);
  return job(
    dispatchJob,
    async (rows) => {
      if (await deps.restored.isQuarantined()) return rows.map((row) => again(deps, row, quarantineMs));
      const outcomes: JobOutcome[] = [];
      const turn = new HandOverTurn();
      const portions = portionsOf(rows).values();
      const lane = async (): Promise<void> => {
        for (const { creditorId, rows: own } of portions) {
          outcomes.push(...(await dispatchPortion(deps, { creditorId, rows: own }, turn)));
        }
      };
      await Promise.all(Array.from({ length: portionsAtOnce }, lane));
      return outcomes;
    },
    { batchMax: 400 },
  );
};

const traceparentOfRow = (key: string): string | undefined => {
  const trace = traceOf(key);
  return trace && traceparentOf(trace);
};

/** As a row of its own, behind those that are due. */
const again = (deps: CommunicatorDeps, { id, key, data }: Row, inMs = 0): JobOutcome => ({
  id,
  done: (tx) => {
    const dueAt = new Date(deps.now().getTime() + inMs);
    return schedule(tx, dispatchJob, [{ id, key, dueAt, data, traceparent: traceparentOfRow(key) }]);
  },
});

/** Nothing is sent from a restored database before a person has released it; nothing of it is a failure. */
const quarantineMs = 15_000;

/** State is stored before and after each step that reaches outside, so a row that runs again finds where it was. */
async function dispatchPortion(
  deps: CommunicatorDeps,
  { creditorId, rows }: Portion<Row>,
  turn: HandOverTurn,
): Promise<JobOutcome[]> {
  const retries = new Map<string, Retry>();
  let own = rows;
  let later: Row[] = [];
  try {
    const loaded = await loadInteractions(
      deps,
      creditorId,
      rows.map(({ key }) => key),
    );
    ({ now: own, later } = roomForFiles(rows, loaded));
    await send(deps, creditorId, own, loaded, retries, turn);
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Refused))
      deps.log.error({ err: error }, 'a batch of messages was not sent');
    for (const { key } of own) retries.set(key, { cause: causeOf(error) });
  }
  return rows.map((row) => {
    if (later.includes(row)) return again(deps, row);
    const { id, key, attempts } = row;
    const retry = retries.get(key);
    if (!retry) return { id, done: () => Promise.resolve() };
    if ('placeMs' in retry)
      return { id, done: (tx) => schedule(tx, dispatchJob, [inItsPlace(deps, creditorId, id, key, retry)]) };
    return tryAgain({ id, attempts }, retry.cause, 250);
  });
}

/** A row of its own, not a failure: thousands may wait for hours for a provider that is well. */
const inItsPlace = (
  { now }: CommunicatorDeps,
  creditorId: string,
  id: string,
  key: string,
  { placeMs }: { placeMs: number },
) => ({
  id,
  key,
  dueAt: new Date(now().getTime() + placeMs - Date.now()),
  data: { creditorId, placeMs },
  traceparent: traceparentOfRow(key),
});

async function send(
  deps: CommunicatorDeps,
  creditorId: string,
  rows: readonly Row[],
  loaded: ReadonlyMap<string, Interaction>,
  retries: Map<string, Retry>,
  turn: HandOverTurn,
): Promise<void> {
  const { db, upstream, config, now } = deps;
  const times = (): Times => ({ now: now(), realNow: new Date(), settleAfterMs: config.SETTLE_AFTER_MS });
  const current = [...new Set(rows.map(({ key }) => key))].flatMap((id) => loaded.get(id) ?? []);

  const broken = current.filter((row) => row.handOver === 'dispatching');
  await store(
    deps,
    creditorId,
    new Map(broken.map(({ _id }) => [_id, { kind: 'unknown', cause: 'the process ended' }])),
    times(),
  );

  const { wereMade, doubtful, toSend } = await settleDoubtful(deps, current.filter(isWaiting));
  await store(deps, creditorId, wereMade, times());
  const { prepared: made, refusals } = await prepare(deps, creditorId, toSend, rows, retries);
  for (const interaction of doubtful)
    refusals.set(interaction._id, { interaction, blocking: [mayHaveBeenMade], nextAllowedAt: null });
  const places = rows.flatMap(({ key, data: { placeMs } }) => (placeMs === undefined ? [] : [[key, placeMs] as const]));
  const { now: prepared, later } = await takePlaces(deps, made, new Map(places), new Date());
  for (const [id, placeMs] of later) retries.set(id, { placeMs });
  const answers = await askPermits(
    upstream('compliance-guard'),
    prepared.map(({ interaction }) => interaction),
  );
  const attemptsOf = new Map(rows.map(({ key, attempts }) => [key, attempts]));
  const ready: Ready[] = [];
  const unused: PermitReport[] = [];
  for (const message of prepared) {
    const { interaction } = message;
    const answer = answers.get(interaction._id);
    if (!answer || 'error' in answer) {
      retries.set(interaction._id, { cause: answer?.error ?? 'not answered' });
      if (answer?.error === 'already-consumed') unused.push(...nothingCameOfIt(interaction));
      if (answer?.error === 'already-consumed' && (attemptsOf.get(interaction._id) ?? 0) >= spentTriesMax) {
        retries.delete(interaction._id);
        refusals.set(interaction._id, { interaction, blocking: [permitSpent], nextAllowedAt: null });
      }
    } else if (answer.granted) {
      const { permitId } = answer;
      const whole = await asPermitted(deps, message, answer);
      if ('outgoing' in whole) ready.push({ ...whole, permitId });
      else unused.push(released({ ...message, permitId }));
      if (!('outgoing' in whole))
        refusals.set(interaction._id, { interaction, blocking: [whole], nextAllowedAt: null });
    } else
      refusals.set(interaction._id, {
        interaction,
        blocking: answer.blocking.map(toldReason),
        nextAllowedAt: answer.nextAllowedAt,
      });
  }
  await reportPermits(deps, unused);
  if (refusals.size > 0) await transaction(db, (tx) => storeBlocked(tx, creditorId, refusals, times()));
  if (ready.length === 0) return;

  const results = await turn.take(async () => {
    const { going, heldBack, calledOff, changedSince } = await transaction(db, (tx) =>
      storeDispatching(tx, creditorId, ready, times()),
    );
    for (const { interaction } of heldBack) retries.set(interaction._id, { cause: 'another message is the notice' });
    for (const { interaction } of changedSince) retries.set(interaction._id, { cause: 'it was changed meanwhile' });
    await reportPermits(deps, [...heldBack, ...calledOff].map(released));
    return handOver(deps, going);
  });
  await store(deps, creditorId, results, times());
  for (const [id, result] of results)
    if (result.kind === 'put-back' || result.kind === 'turned-away') retries.set(id, { cause: result.cause });
}

async function store(
  { db, metrics, log }: CommunicatorDeps,
  creditorId: string,
  results: Map<string, HandOverResult>,
  times: Times,
): Promise<void> {
  if (results.size === 0) return;
  await transaction(db, (tx) => storeResults(tx, creditorId, results, times));
  const counter = handOversOf({ metrics });
  for (const [interactionId, result] of results) {
    counter.inc({ result: result.kind });
    if ('cause' in result)
      log.warn({ interactionId, result: result.kind, cause: result.cause }, 'a message was not handed over');
  }
}

const handOversOf = ({ metrics }: Pick<CommunicatorDeps, 'metrics'>) =>
  metrics.counter('fairdue_hand_overs_total', 'Hand-overs to providers by what became of them.', ['result']);

const released = ({ permitId, interaction }: Ready) =>
  ({
    permitId,
    creditorId: interaction.creditorId,
    customerId: interaction.customerId ?? '',
    outcome: 'released',
  }) as const;

/** Where the guard has been told otherwise before, it will not hear that nothing came of a permit: nobody waits for that for ever. */
const spentTriesMax = 8;

/** It waits, so no message was begun on its last permit: the guard missed the report, and gets it again. */
const nothingCameOfIt = ({ permitId, creditorId, customerId }: Interaction) =>
  permitId !== null && customerId !== null
    ? [{ permitId, creditorId, customerId, outcome: 'not-started' } as const]
    : [];

type Refusals = Parameters<typeof storeBlocked>[2] extends ReadonlyMap<string, infer R> ? Map<string, R> : never;

/** Facts nobody knows yet are waited for a few times; then the interaction says why it could not be made. */
const factTriesMax = 8;

async function prepare(
  deps: CommunicatorDeps,
  creditorId: string,
  waiting: readonly Interaction[],
  rows: readonly Row[],
  retries: Map<string, Retry>,
): Promise<{ prepared: Prepared[]; refusals: Refusals }> {
  const refusals: Refusals = new Map();
  const prepared: Prepared[] = [];
  if (waiting.length === 0) return { prepared, refusals };
  const delivery = await deliveryOf(deps);
  const planned = waiting.filter(({ isWritten }) => !isWritten);
  const facts = await gatherFacts(deps, creditorId, planned);
  const own = planned.length > 0 ? await findLiveDescriptors(deps.db, creditorId, subjectsOf(planned)) : [];
  const writtenBefore = await prepareWritten(
    deps,
    delivery,
    creditorId,
    waiting.filter((each) => !planned.includes(each)),
  );
  const attemptsOf = new Map(rows.map(({ key, attempts }) => [key, attempts]));
  for (const interaction of waiting) {
    const known = facts.get(interaction._id);
    const before = writtenBefore.get(interaction._id);
    if (!before && !known && (attemptsOf.get(interaction._id) ?? 0) < factTriesMax) {
      retries.set(interaction._id, { cause: 'customer, debt or creditor not yet known' });
      continue;
    }
    const result = before ?? (known ? await prepareMessage(deps, delivery, interaction, known, own) : factsUnknown);
    if ('outgoing' in result) prepared.push(result);
    else refusals.set(interaction._id, { interaction, blocking: [result], nextAllowedAt: null });
  }
  return { prepared, refusals };
}

/** What may become of these: a validation notice goes before whatever was to be said first, a message in place of a second one. */
const subjectsOf = (waiting: readonly Interaction[]): string[] => [
  ...new Set([
    validationSubject,
    noticeSubjects[0],
    ...waiting.flatMap(({ subject }) => (subject === null ? [] : namesOfSubject(subject))),
  ]),
];
