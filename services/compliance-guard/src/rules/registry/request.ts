import { facts, otherFacts, question } from './registered.ts';

/** What the question itself says, and what the customer's state makes of it. */
export const requestFacts = facts('request', {
  channel: {
    type: 'text',
    source: question,
    about: 'The medium of the contact.',
    read: ({ facts: { asked } }) => asked.channel,
  },
  theme: {
    type: 'text',
    source: question,
    about: 'Why the contact is made.',
    read: ({ facts: { asked } }) => asked.theme,
  },
  subject: {
    type: 'text',
    source: question,
    about: 'What the message says, by its name on the wire.',
    read: ({ facts: { asked } }) => asked.subject ?? false,
  },
  isAutodialed: {
    type: 'flag',
    source: question,
    about: 'The call is placed by an autodialer.',
    read: ({ facts: { asked } }) => asked.isAutodialed,
  },
  isPrerecorded: {
    type: 'flag',
    source: question,
    about: 'The call plays an artificial or prerecorded voice.',
    read: ({ facts: { asked } }) => asked.says.isPrerecorded ?? false,
  },
  isTransactional: {
    type: 'flag',
    source: question,
    about: 'The message is about a transaction that is under way, and no advertisement.',
    read: ({ facts: { asked } }) => asked.says.isTransactional ?? false,
  },
  containsMarketing: {
    type: 'flag',
    source: question,
    about: 'The message offers something to buy.',
    read: ({ facts: { asked } }) => asked.says.containsMarketing ?? false,
  },
  threatensLegalAction: {
    type: 'flag',
    source: question,
    about: 'The message announces a lawsuit or arbitration.',
    read: ({ facts: { asked } }) => asked.says.threatensLegalAction ?? false,
  },
  isResponseToInbound: {
    type: 'flag',
    source: question,
    about: 'The one answer, by the same medium, to a message that the customer began.',
    read: ({ facts: { asked } }) => asked.says.isResponseToInbound ?? false,
  },
  asksForConsent: {
    type: 'flag',
    source: question,
    about: 'The message does nothing but ask for consent to the medium it comes by.',
    read: ({ facts: { asked } }) => asked.says.asksForConsent ?? false,
  },
  isPublic: {
    type: 'flag',
    source: question,
    about: 'Others than the customer can see the message.',
    read: ({ facts: { asked } }) => asked.says.isPublic ?? false,
  },
  voicemail: {
    type: 'text',
    source: question,
    about: 'What a voicemail would say: limited-content or other.',
    read: ({ facts: { asked } }) => asked.says.voicemail ?? false,
  },
  hasDebt: {
    type: 'flag',
    source: otherFacts,
    about: 'The contact is about at least one debt.',
    read: ({ facts: { asked } }) => asked.debtIds.length > 0,
  },
  zones: {
    type: 'list',
    source: otherFacts,
    about: 'Every time zone that an address or number of the customer points to.',
    read: ({ facts: { zones } }) => zones,
  },
});
