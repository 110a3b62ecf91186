import { all, any, has, is } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { asksWhereabouts, atWork, bothRoles, daytime, manyContacts } from './after-federal.ts';

/** Chapter 75 binds creditors, chapter 58 agencies. */
const ncgs = lawOf({ jurisdiction: 'US-NC', authority: 'North Carolina General Statutes', roles: bothRoles });

/** North Carolina. */
export const northCarolinaRules: readonly RuleRecord[] = [
  ncgs({
    ...manyContacts,
    id: 'nc-frequency',
    name: 'North Carolina: many contacts together',
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    confidence: 'S/M',
    cite: 'N.C.G.S. 75-52, 58-70-100',
  }),
  ncgs({
    ...daytime,
    id: 'nc-frequency-hours',
    partOf: 'nc-frequency',
    name: 'North Carolina: outside waking hours',
    enforcement: 'warn',
    confidence: 'S/M',
    cite: 'N.C.G.S. 75-52, 58-70-100',
  }),
  ncgs({
    id: 'nc-work',
    name: 'North Carolina: no contact at work against the customer’s word',
    group: 'place',
    only: [atWork],
    unless: [has('noOtherNumberKnown')],
    shape: {
      kind: 'flag',
      when: [any(has('workRequestOralAt'), has('workRequestWrittenAt'), is('statedInconvenientPlaces', 'work'))],
    },
    message: 'The customer does not want to be contacted at work.',
    category: 'consent',
    reasonCode: 'workContact',
    confidence: 'S',
    cite: 'N.C.G.S. 75-52, 58-70-100',
  }),
  ncgs({
    id: 'nc-attorney',
    name: 'North Carolina: notice of the attorney',
    group: 'attorney',
    roles: ['thirdParty'],
    affiliations: allButAttorney,
    shape: { kind: 'flag', when: [has('attorneyLetterReceivedAt')] },
    message: 'The customer’s attorney has given notice.',
    cite: 'N.C.G.S. 58-70-115(3)',
  }),
  ncgs({
    id: 'nc-third-party',
    name: 'North Carolina: no word of the debt to others',
    group: 'place',
    roles: ['firstParty'],
    affiliations: ['parent', 'employer', 'relative', 'other'],
    unless: [
      has('writtenThirdPartyPermission'),
      has('courtPermission'),
      all(is('affiliation', 'parent'), has('isMinor'), has('householdMember')),
      asksWhereabouts,
    ],
    shape: { kind: 'flag', when: [is('affiliation', 'parent', 'employer', 'relative', 'other')] },
    message: 'Others hear nothing of the debt.',
    cite: 'N.C.G.S. 75-53(1)-(2)',
  }),
  ncgs({
    id: 'nc-buyer-time-barred',
    name: 'North Carolina: no collecting of a bought debt that is time-barred',
    group: 'other-hold',
    classes: ['collection'],
    roles: ['thirdParty'],
    only: [has('isDebtBuyer')],
    shape: { kind: 'flag', when: [is('timeBarred', 'yes')] },
    message: 'The time to sue on this bought debt has run out: it may not be collected at all.',
    reasonCode: 'timeBarred',
    cite: 'N.C.G.S. 58-70-115(4)',
  }),
];
