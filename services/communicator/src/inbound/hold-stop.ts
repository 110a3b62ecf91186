import { causeOf } from '@fairdue/refused';
import { job, tryAgain } from '@fairdue/timers';
import type { CommunicatorDeps } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { placeHold } from './place-hold.ts';
import { holdStopJob } from './stop-list.ts';

/** Somebody wants no more of a channel at a contact. Without one of ours it means all of that customer's. */
export type StopWish = {
  creditorId: string;
  customerId: string;
  contactId: string | null;
  channel: Interaction['channel'];
  interactionId: string;
};

/**
 * Places the hold at the guard and waits until nothing more can start. The wish is stored before, so a repeat asks the
 * same question again; the source key makes both, and the one that goes by event, a single hold.
 */
export const holdStop = (
  deps: Pick<CommunicatorDeps, 'upstream'>,
  { creditorId, customerId, contactId, channel, interactionId }: StopWish,
  wait: 'silence' | 'none',
): Promise<void> =>
  placeHold(
    deps,
    {
      creditorId,
      customerId,
      key: `stop:${interactionId}`,
      hold: {
        reason: 'opted-out',
        channels: [channel],
        themes: 'all',
        contactIds: contactId === null ? [] : [contactId],
        debtIds: [],
      },
      recordedBy: { kind: 'borrower', id: customerId },
    },
    wait,
  );

/** For those who turned out to have a listed number after its STOP. */
export const holdStops = (deps: CommunicatorDeps) =>
  job(holdStopJob, (rows) =>
    Promise.all(
      rows.map(async (row) => {
        try {
          await holdStop(deps, row.data, 'none');
          return { id: row.id, done: () => Promise.resolve() };
        } catch (error) {
          return tryAgain(row, causeOf(error));
        }
      }),
    ),
  );
