import { after, all, has, is, not, within } from '../condition.ts';
import { allButAttorney, everyone, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { sent } from '../words.ts';
import { asksWhereabouts, atWork, bothRoles, daytime, printed, verifiesEmployment } from './after-federal.ts';

const carolina = lawOf({
  jurisdiction: 'US-SC',
  authority: 'South Carolina Code',
  roles: bothRoles,
});
/** The text names the customer and the attorney. Guardian and executor stand in the customer's place. */
const unnamed: RuleRecord['scope']['affiliations'] = ['spouse', 'parent', 'employer', 'relative', 'other'];

/** South Carolina: creditors and collectors of consumer credit, Code 37-5-108. */
export const southCarolinaRules: readonly RuleRecord[] = [
  carolina({
    ...daytime,
    id: 'sc-hours',
    name: 'South Carolina: hours',
    unless: [has('statedConvenientTimes')],
    cite: '37-5-108(5)(b)(i)',
  }),
  carolina({
    id: 'sc-hours-stated',
    partOf: 'sc-hours',
    name: 'South Carolina: times and places known to be inconvenient',
    group: 'place',
    roles: ['firstParty'],
    shape: { kind: 'adopt', rules: ['reg-f-stated-time', 'reg-f-stated-place'] },
    cite: '37-5-108(5)(b)(i)',
  }),
  carolina({
    id: 'sc-attorney',
    name: 'South Carolina: represented by an attorney',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [has('attorneyAgreed'), after('attorneyUnansweredAt', 10)],
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: '37-5-108(5)(b)(ii)',
  }),
  carolina({
    id: 'sc-work-written-request',
    name: 'South Carolina: no contact at work after a written request',
    group: 'place',
    only: [atWork],
    unless: [verifiesEmployment],
    shape: { kind: 'flag', when: [has('workRequestWrittenAt')] },
    message: 'The customer or the employer asked in writing for no contact at work.',
    reasonCode: 'workContact',
    cite: '37-5-108(5)(b)(iii)',
  }),
  carolina({
    id: 'sc-employer-before-judgment',
    name: 'South Carolina: employer before a judgment',
    group: 'place',
    affiliations: ['employer'],
    unless: [verifiesEmployment],
    shape: { kind: 'flag', when: [not(has('judgment'))] },
    message: 'There is no final judgment: the employer may be asked about employment only.',
    reasonCode: 'employerContact',
    cite: '37-5-108(5)(d)',
  }),
  carolina({
    id: 'sc-third-party',
    name: 'South Carolina: nobody but the customer and the attorney',
    group: 'place',
    affiliations: unnamed,
    unless: [
      asksWhereabouts,
      all(is('affiliation', 'employer'), verifiesEmployment),
      has('thirdPartyConsent'),
      has('courtPermission'),
    ],
    shape: { kind: 'flag', when: [is('affiliation', ...unnamed)] },
    message: 'Without leave only the customer and the attorney are contacted, not even the spouse.',
    cite: '37-5-108(5)(b)(iv)',
  }),
  carolina({
    id: 'sc-third-party-location',
    partOf: 'sc-third-party',
    name: 'South Carolina: location information is not excepted',
    group: 'place',
    affiliations: unnamed,
    only: [asksWhereabouts],
    unless: [has('thirdPartyConsent'), has('courtPermission')],
    shape: { kind: 'flag', when: [is('affiliation', ...unnamed)] },
    message: 'The law of South Carolina does not name asking others where the customer is.',
    enforcement: 'warn',
    confidence: 'P',
    cite: '37-5-108(5)(b)(iv)',
  }),
  carolina({
    id: 'sc-frequency-24h',
    name: 'South Carolina: a second contact within 24 hours',
    group: 'count',
    affiliations: allButAttorney,
    shape: { kind: 'count', max: 1, window: { days: 2 }, unit: 'attempt', channels: [...sent], per: 'person' },
    message: 'There was a contact yesterday or today: frequent contacts within 24 hours may be harassment.',
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: '37-5-108(5)(b), (b)(vii)',
  }),
  carolina({
    ...printed,
    id: 'sc-postcard',
    name: 'South Carolina: no postcard',
    cite: '37-5-108(5)(b)(ix)',
  }),
  carolina({
    id: 'sc-disputed-mark',
    name: 'South Carolina: a disputed debt is called so',
    group: 'content',
    affiliations: everyone.filter((affiliation) => affiliation !== 'self'),
    only: [has('disputedAt')],
    shape: { kind: 'disclose', slots: ['debt_disputed'] },
    cite: '37-5-108(5)(d)',
  }),
  carolina({
    id: 'sc-agency-review-hold',
    name: 'South Carolina: complaint under review',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [within('agencyComplaintFiledAt', 30)] },
    message: 'The customer complained to the Department of Consumer Affairs, which reviews it for thirty days.',
    enforcement: 'hold',
    reasonCode: 'agencyReview',
    cite: '37-5-108(6)',
  }),
];
