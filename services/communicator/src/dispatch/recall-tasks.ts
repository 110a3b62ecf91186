import type { Tx } from '@fairdue/store';
import { job, schedule, type JobOutcome } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import { loadInteractions } from '../interactions/interaction.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { recallJob, type Recall } from './dispatch-job.ts';
import { keyOf } from './prepare-message.ts';
import { reportPermits } from './report-permits.ts';

/** Nothing came of these tasks as they were, or is to come of them: told to others once that is stored. */
export const recallTasks = (tx: Tx, rows: readonly Interaction[]): Promise<void> =>
  schedule(
    tx,
    recallJob,
    rows.map(({ _id, creditorId, permitId, handOver, traceparent }) => ({
      id: `${_id} ${permitId}`,
      key: _id,
      dueAt: new Date(),
      data: { creditorId, permitId, outcome: handOver === 'dialling' ? 'not-started' : 'released' },
      traceparent,
    })),
  );

/**
 * Gives the slot of a call back and has its dialer drop the task. What keeps the call from being made is the answer that the
 * dialer gets when it asks, so whoever cannot be told is not told again.
 */
export const tellOfRecalls = (deps: CommunicatorDeps) =>
  job(
    recallJob,
    (rows) => Promise.all(rows.map(({ id, key, data }) => recall(deps, { id, interactionId: key, ...data }))),
    { batchMax: 50 },
  );

async function recall(
  deps: CommunicatorDeps,
  { id, interactionId, creditorId, permitId, outcome }: { id: string; interactionId: string } & Recall,
): Promise<JobOutcome> {
  const done = { id, done: () => Promise.resolve() };
  const interaction = (await loadInteractions({ db: deps.db }, creditorId, [interactionId])).get(interactionId);
  if (!interaction) return done;
  const { customerId, handOver, permitId: current } = interaction;
  const wasMade = handOver === 'accepted' && permitId === current && !interaction.withoutLeave;
  if (permitId !== null && customerId !== null && !wasMade)
    await reportPermits(deps, [{ permitId, creditorId, customerId, outcome }]);
  if (handOver === 'not-started' || handOver === 'waiting') await drop(deps, interaction);
  return done;
}

async function drop(deps: CommunicatorDeps, interaction: Interaction): Promise<void> {
  const { channels } = await deliveryOf(deps);
  const dialer = channels.voice.find(({ name }) => name === interaction.provider);
  try {
    await dialer?.drop?.(keyOf(interaction));
  } catch (error) {
    deps.log.warn({ err: error, interactionId: interaction._id }, 'a dialer could not be told to drop a task');
  }
}
