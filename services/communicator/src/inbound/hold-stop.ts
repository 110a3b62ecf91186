import { z } from 'zod';
import { Refused, Unavailable } from '@fairdue/refused';
import { job } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { holdStopJob } from './stop-list.ts';

/** Somebody wants no more of a channel at a contact. Without one of ours it means all of that customer's. */
export type StopWish = {
  creditorId: string;
  customerId: string;
  contactId: string | null;
  channel: Interaction['channel'];
  interactionId: string;
};

const Held = z.object({ holdId: z.string(), silent: z.boolean() });

/**
 * Places the hold at the guard and waits until nothing more can start. The wish is stored before, so a repeat asks the
 * same question again; the source key makes both, and the one that goes by event, a single hold.
 */
export async function holdStop(
  { upstream }: Pick<CommunicatorDeps, 'upstream'>,
  wish: StopWish,
  wait: 'silence' | 'none',
): Promise<void> {
  const { creditorId, customerId, contactId, channel, interactionId } = wish;
  const { silent } = await upstream('compliance-guard').call({
    method: 'POST',
    path: '/internal/holds',
    creditorId,
    deadlineMs: 8_500,
    idempotent: true,
    body: {
      creditorId,
      customerId,
      hold: {
        reason: 'opted-out',
        channels: [channel],
        themes: 'all',
        contactIds: contactId === null ? [] : [contactId],
        debtIds: [],
        source: { service: 'communicator', key: `stop:${interactionId}`, version: 1 },
        endsAt: null,
      },
      recordedBy: { kind: 'borrower', id: customerId },
      wait,
    },
    schema: Held,
  });
  if (wait === 'silence' && !silent)
    throw new Unavailable('silence-not-reached', 'The stop is stored and not yet in force.', 2);
}

/** For those who turned out to have a listed number after its STOP. */
export const holdStops = (deps: CommunicatorDeps) =>
  job(holdStopJob, (rows) =>
    Promise.all(
      rows.map(async ({ id, data, attempts }) => {
        try {
          await holdStop(deps, data, 'none');
          return { id, done: () => Promise.resolve() };
        } catch (error) {
          const cause = error instanceof Refused || error instanceof Unavailable ? error.code : 'failed';
          return { id, retryAt: new Date(Date.now() + Math.min(60_000, 500 * 2 ** Math.min(attempts, 7))), cause };
        }
      }),
    ),
  );
