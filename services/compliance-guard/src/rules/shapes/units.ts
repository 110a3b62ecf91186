import type { CountedContact, Reach } from '../facts.ts';
import { ofCustomer } from '../law.ts';
import type { Unit } from '../rule.ts';

/** A call that rang counts where attempts do; one that reached voicemail or somebody is a communication. */
const communicated: readonly Reach[] = ['voicemail', 'answered', 'spoke', 'sent'];

/**
 * Whoever else picks up the customer's telephone was not communicated with; whoever picks up a third person's was. Of a
 * contact that is gone nobody knows whose it was.
 */
const reachedOther = ({ reach, affiliation }: CountedContact): boolean =>
  reach === 'third-party' && (affiliation === null || !ofCustomer.some((each) => each === affiliation));

/** Nobody answered, and nothing took a message. */
const unreached: readonly Reach[] = ['not-connected', 'no-answer'];

const units: Record<Unit, (contact: CountedContact) => boolean> = {
  'placed-call': ({ counts, channel, reach }) => counts && channel === 'voice' && reach !== 'not-connected',
  'reached-call': ({ counts, channel, reach }) => counts && channel === 'voice' && !unreached.includes(reach),
  attempt: ({ counts, reach }) => counts && reach !== 'not-connected',
  communication: (contact) => contact.counts && (communicated.includes(contact.reach) || reachedOther(contact)),
  conversation: ({ isConversation }) => isConversation,
};

/** Is a contact one of what a limit counts? A line that never connected is none of them. */
export const isUnit = (unit: Unit, contact: CountedContact): boolean => units[unit](contact);
