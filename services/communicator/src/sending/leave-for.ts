import type { CommunicatorDeps } from '../config.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { askForLeave, noContact, type Leave } from './ask-for-leave.ts';

/** The guard's word on one message that goes to, or is judged by, that contact. Without one there is nobody to ask about. */
export async function leaveFor(
  deps: CommunicatorDeps,
  asked: Interaction,
  contactId: string | undefined,
): Promise<Leave> {
  if (contactId === undefined) return noContact(asked.channel);
  const leave = (await askForLeave(deps, [{ ...asked, contactId }])).get(asked._id);
  if (!leave) throw new Error('Every message that was asked about has an answer.');
  return leave;
}
