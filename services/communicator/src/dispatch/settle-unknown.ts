import { transaction } from '@fairdue/store';
import { countOfKind, job, tryAgain, type JobOutcome } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { loadInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { settleJob } from './dispatch-job.ts';
import type { HandOverResult } from './hand-over.ts';
import { keyOf } from './prepare-message.ts';
import { reportPermits } from './report-permits.ts';
import { storeResults } from './store-results.ts';

/**
 * Asks the provider what it knows of a lost message, or of a call that it was about to make. Until it answers, nothing is sent;
 * in doubt it counts as sent. A task that a dialer may have is none: nothing comes of it unless the dialer asks.
 */
export const settleUnknown = (deps: CommunicatorDeps) => {
  deps.metrics.gauge(
    'fairdue_hand_overs_unsettled',
    'Hand-overs and calls of which nobody knows what became of them: their providers are asked. From the store: take max.',
    [],
    async (gauge) => gauge.set(await countOfKind(deps.db, settleJob.name)),
  );
  return job(
    settleJob,
    (rows) => Promise.all(rows.map(({ id, data, attempts }) => settleOne(deps, data.creditorId, id, attempts))),
    {
      batchMax: 20,
    },
  );
};

async function settleOne(
  deps: CommunicatorDeps,
  creditorId: string,
  interactionId: string,
  attempts: number,
): Promise<JobOutcome> {
  const { db, now, config } = deps;
  const id = interactionId;
  const interaction = (await loadInteractions({ db }, creditorId, [id])).get(id);
  if (interaction?.handOver !== 'unknown' && interaction?.handOver !== 'dialling')
    return { id, done: () => Promise.resolve() };
  try {
    const result = await askProvider(deps, interaction);
    const { permitId, customerId, handOver } = interaction;
    const outcome = result.kind === 'accepted' ? 'answered' : 'not-started';
    const report = async (): Promise<void> => {
      if (permitId && customerId) await reportPermits(deps, [{ permitId, creditorId, customerId, outcome }]);
    };
    if (!interaction.task) await report();
    const times = { now: now(), realNow: new Date(), settleAfterMs: config.SETTLE_AFTER_MS };
    await transaction(db, (tx) => storeResults(tx, creditorId, new Map([[id, result]]), times, [handOver]));
    // Its dialer may have asked meanwhile: what nothing came of is recalled by what was stored.
    if (interaction.task && result.kind === 'accepted') await report();
    return { id, done: () => Promise.resolve() };
  } catch (error) {
    deps.log.warn({ err: error, interactionId }, 'a provider could not be asked about a message');
    return tryAgain({ id, attempts }, 'the provider did not answer');
  }
}

/** One that is not there any more cannot tell, and neither can one that has not answered for so long. */
async function askProvider(deps: CommunicatorDeps, interaction: Interaction): Promise<HandOverResult> {
  const { channels } = await deliveryOf(deps);
  const provider = (channels[interaction.channel as keyof typeof channels] ?? []).find(
    ({ name }) => name === interaction.provider,
  );
  const isTask = interaction.task !== undefined && interaction.handOver === 'unknown';
  const countsAsMade = { kind: isTask ? 'posted' : 'accepted', providerMessageId: null } as const;
  if (!provider) return countsAsMade;
  try {
    const found = await provider.lookUp(keyOf(interaction));
    if (found.kind === 'accepted' && isTask) return { kind: 'posted', providerMessageId: found.providerMessageId };
    if (found.kind === 'accepted' && found.dialled === false)
      return { kind: 'not-started', cause: 'the dialer did not dial', permanent: false };
    if (found.kind === 'accepted') return found;
    if (found.kind === 'cannot-tell') return countsAsMade;
    return { kind: 'not-started', cause: 'the provider never had it', permanent: false };
  } catch (error) {
    const lostForMs = Date.now() - (interaction.dispatchedRealAt?.getTime() ?? 0);
    if (lostForMs < deps.config.SETTLE_WITHIN_MS) throw error;
    deps.log.error(
      { err: error, interactionId: interaction._id },
      'nobody could say what became of a message: it counts as made',
    );
    return countsAsMade;
  }
}
