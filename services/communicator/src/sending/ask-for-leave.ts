import type { BlockingReason } from '@fairdue/contracts';
import { Unavailable } from '@fairdue/refused';
import type { CommunicatorDeps } from '../config.ts';
import { askPermits, toldReason, type PermitAnswer } from '../dispatch/ask-permits.ts';
import { noMessage } from '../dispatch/no-message.ts';
import { reportPermits } from '../dispatch/report-permits.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { holdOf } from './send-answer.ts';

export type Refusal = {
  granted: false;
  blocking: BlockingReason[];
  nextAllowedAt: string | null;
  holdId: string | null;
};
export type Leave = { granted: true; permitId: string } | Refusal;

export const noContact = (channel: string): Refusal => ({
  granted: false,
  blocking: [noMessage('contactNotFound', `There is no usable contact for ${channel}.`)],
  nextAllowedAt: null,
  holdId: null,
});

/**
 * Reserves the slots of messages that somebody asks for, each of its own. What is reserved is used when the message is
 * handed over, where every rule is asked again; what is not stored then is given back. One that is planned is asked about for
 * its time.
 */
export async function askForLeave(
  deps: Pick<CommunicatorDeps, 'upstream' | 'log'>,
  interactions: readonly Interaction[],
): Promise<Map<string, Leave>> {
  const answers = await askPermits(
    deps.upstream('compliance-guard'),
    interactions.map((each) => ({ ...each, sendAt: each.scheduledAtFrom })),
  );
  const reserved = interactions.flatMap((each) => {
    const answer = answers.get(each._id);
    return answer && 'granted' in answer && answer.granted ? [{ ...each, permitId: answer.permitId }] : [];
  });
  try {
    return new Map(interactions.map(({ _id }) => [_id, leaveOf(answers.get(_id))]));
  } catch (error) {
    await giveBack(deps, reserved);
    throw error;
  }
}

function leaveOf(answer: PermitAnswer | undefined): Leave {
  if (!answer || 'error' in answer)
    throw new Unavailable('facts-incomplete', 'Not everything about this person has arrived yet.', 2);
  if (answer.granted) return { granted: true, permitId: answer.permitId };
  const { blocking, nextAllowedAt } = answer;
  return { granted: false, blocking: blocking.map(toldReason), nextAllowedAt, holdId: holdOf(answer) };
}

/** Nothing will be sent on these: their slots are free again. */
export const giveBack = (
  deps: Pick<CommunicatorDeps, 'upstream' | 'log'>,
  interactions: readonly Interaction[],
): Promise<void> =>
  reportPermits(
    deps,
    interactions.flatMap(({ permitId, creditorId, customerId }) =>
      permitId === null || customerId === null
        ? []
        : [{ permitId, creditorId, customerId, outcome: 'released' as const }],
    ),
  );
