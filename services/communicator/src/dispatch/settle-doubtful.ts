import type { CommunicatorDeps } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { deliveryOf } from '../providers/delivery.ts';
import type { Found } from '../providers/provider.ts';
import { keyOf } from './prepare-message.ts';

type Made = Extract<Found, { kind: 'accepted' }>;

/** `doubtful`: nobody can tell whether it was made, so it is not sent any more. */
type Settled = { wereMade: Map<string, Made>; doubtful: Interaction[]; toSend: Interaction[] };

/**
 * What waited when a backup was taken that was restored since may have gone out in the time that is lost. Its providers are
 * asked: what one of them has was made, and what none of them ever had is sent. A touch that none had may have been refused then,
 * and made as a later try, of which nothing is known here.
 */
export async function settleDoubtful(deps: CommunicatorDeps, waiting: readonly Interaction[]): Promise<Settled> {
  const settled: Settled = { wereMade: new Map(), doubtful: [], toSend: [] };
  for (const interaction of waiting) {
    const { createdAt, scheduledAtFrom } = interaction;
    const found = deps.restored.mayHaveBeenDone(scheduledAtFrom ?? createdAt)
      ? await askProviders(deps, interaction)
      : 'never-had';
    if (typeof found === 'object') settled.wereMade.set(interaction._id, found);
    else if (found === 'never-had') settled.toSend.push(interaction);
    else settled.doubtful.push(interaction);
  }
  return settled;
}

async function askProviders(
  deps: CommunicatorDeps,
  interaction: Interaction,
): Promise<Made | 'never-had' | 'cannot-tell'> {
  const { channels } = await deliveryOf(deps);
  const providers = channels[interaction.channel as keyof typeof channels] ?? [];
  const answers = await Promise.all(providers.map((provider) => provider.lookUp(keyOf(interaction))));
  const made = answers.find((found) => found.kind === 'accepted');
  if (made) return made;
  const isCertain = interaction.touchId === null && answers.every(({ kind }) => kind === 'not-there');
  return isCertain ? 'never-had' : 'cannot-tell';
}
