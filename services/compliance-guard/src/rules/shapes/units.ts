import type { CountedContact, Reach } from '../facts.ts';
import type { Unit } from '../rule.ts';

/** A call that rang counts where attempts do; one that reached voicemail or somebody is a communication. */
const communicated: readonly Reach[] = ['voicemail', 'answered', 'spoke', 'sent'];

/** Nobody answered, and nothing took a message. */
const unreached: readonly Reach[] = ['not-connected', 'no-answer'];

const units: Record<Unit, (contact: CountedContact) => boolean> = {
  'placed-call': ({ counts, channel, reach }) => counts && channel === 'voice' && reach !== 'not-connected',
  'reached-call': ({ counts, channel, reach }) => counts && channel === 'voice' && !unreached.includes(reach),
  attempt: ({ counts, reach }) => counts && reach !== 'not-connected',
  communication: ({ counts, reach }) => counts && communicated.includes(reach),
  conversation: ({ isConversation }) => isConversation,
};

/** Is a contact one of what a limit counts? A line that never connected is none of them. */
export const isUnit = (unit: Unit, contact: CountedContact): boolean => units[unit](contact);
