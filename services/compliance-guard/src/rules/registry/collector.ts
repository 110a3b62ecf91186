import { facts } from './registered.ts';

/** What stands on the agency or creditor that collects. */
export const collectorFacts = facts('collector', {
  collectorRole: {
    type: 'text',
    source: 'setting collectorRole',
    about: 'thirdParty or firstParty.',
    read: ({ facts: { settings } }) => settings.collectorRole,
  },
  textsCannotBeAnswered: { type: 'flag', about: 'The number that texts come from takes no replies.' },
  cardFeeCharged: { type: 'flag', about: 'A fee is added to payments by card.' },
  lackedLicences: {
    type: 'list',
    about: 'States, as `US-MD`, in which the collector says it has no licence. Unsaid: it has all it needs.',
  },
});
