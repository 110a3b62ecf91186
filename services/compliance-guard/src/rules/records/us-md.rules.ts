import { has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import {
  asksWhereabouts,
  bothRoles,
  federalConduct,
  federalMeasure,
  strangers,
  verifiesEmployment,
} from './after-federal.ts';

const maryland = lawOf({
  jurisdiction: 'US-MD',
  authority: 'Maryland Code, Commercial Law',
  roles: bothRoles,
});

/** Maryland: whoever collects consumer debts, Commercial Law 14-202. */
export const marylandRules: readonly RuleRecord[] = [
  maryland({
    id: 'md-employer-before-judgment',
    name: 'Maryland: employer before a judgment',
    group: 'place',
    affiliations: ['employer'],
    shape: { kind: 'flag', when: [not(has('judgment'))] },
    message: 'There is no final judgment: the employer is left alone, whatever the reason.',
    reasonCode: 'employerContact',
    cite: '14-202(4)',
  }),
  maryland({
    id: 'md-third-party',
    name: 'Maryland: no word that touches the customer’s reputation',
    group: 'place',
    affiliations: strangers,
    unless: [asksWhereabouts, verifiesEmployment],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'The contact belongs to somebody with no legitimate business need to know.',
    cite: '14-202(5)',
  }),
  maryland({
    id: 'md-frequency-hours',
    name: 'Maryland: frequency and hours, at the federal measure',
    group: 'count',
    shape: federalMeasure,
    cite: '14-202(6)',
  }),
  maryland({
    id: 'md-federal-conduct',
    name: 'Maryland: federal rules of conduct',
    group: 'other-hold',
    shape: federalConduct,
    confidence: 'V/M',
    cite: '14-202(11)',
  }),
  maryland({
    id: 'md-licence',
    name: 'Maryland: collecting without a licence',
    group: 'other-hold',
    roles: ['thirdParty'],
    shape: { kind: 'flag', when: [is('lackedLicences', 'US-MD')] },
    message: 'The collector has no licence of Maryland.',
    enforcement: 'hold',
    reasonCode: 'licenceMissing',
    cite: [
      { authority: 'Maryland Code, Commercial Law', reference: '14-202(10)' },
      { authority: 'Maryland Code, Business Regulation', reference: '7-101 ff.' },
    ],
  }),
];
