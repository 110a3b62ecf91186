import { has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import {
  askedOfAttorney, askedOnce, asksWhereabouts, ceased, daytime, employerForbids, locationScript, printed, strangers,
  throughAttorney,
} from './after-federal.ts'; // prettier-ignore

const rhodeIsland = lawOf({ jurisdiction: 'US-RI', authority: 'Rhode Island General Laws' });

/** Rhode Island: collectors by the Fair Debt Collection Practices Act of the state, chapter 19-14.9. */
export const rhodeIslandRules: readonly RuleRecord[] = [
  rhodeIsland({
    ...daytime,
    id: 'ri-hours',
    name: 'Rhode Island: hours',
    cite: '19-14.9-5(1)(a), (4)',
  }),
  rhodeIsland({
    ...throughAttorney,
    id: 'ri-attorney-work',
    name: 'Rhode Island: represented by an attorney',
    cite: '19-14.9-5(1)(b)',
  }),
  rhodeIsland({
    ...employerForbids,
    id: 'ri-attorney-work-place',
    partOf: 'ri-attorney-work',
    name: 'Rhode Island: contact at work that the employer forbids',
    reasonCode: 'workContact',
    cite: '19-14.9-5(1)(c)',
  }),
  rhodeIsland({
    ...ceased,
    id: 'ri-cease',
    name: 'Rhode Island: cease communication',
    cite: '19-14.9-5(3)',
  }),
  rhodeIsland({
    id: 'ri-third-party',
    name: 'Rhode Island: third party',
    group: 'place',
    affiliations: strangers,
    unless: [asksWhereabouts, has('thirdPartyConsent'), has('courtPermission')],
    shape: { kind: 'flag', when: [is('affiliation', ...strangers)] },
    message: 'The contact belongs to somebody with whom the debt may not be discussed.',
    cite: '19-14.9-5(2)',
  }),
  rhodeIsland({
    ...askedOnce,
    id: 'ri-third-party-location',
    partOf: 'ri-third-party',
    name: 'Rhode Island: location information, once a person',
    message: 'This person was asked for location information before.',
    cite: '19-14.9-4',
  }),
  rhodeIsland({
    ...askedOfAttorney,
    id: 'ri-third-party-location-attorney',
    partOf: 'ri-third-party',
    name: 'Rhode Island: location information from a known attorney only',
    cite: '19-14.9-4',
  }),
  rhodeIsland({
    ...locationScript,
    id: 'ri-third-party-location-script',
    partOf: 'ri-third-party',
    name: 'Rhode Island: what is said to ask for location information',
    cite: '19-14.9-4',
  }),
  rhodeIsland({
    id: 'ri-caller-names',
    name: 'Rhode Island: collector and caller by name',
    group: 'content',
    channels: ['voice'],
    unless: [asksWhereabouts],
    shape: { kind: 'disclose', slots: ['caller_name', 'business_name'] },
    cite: '19-14.9-7',
  }),
  rhodeIsland({
    id: 'ri-validation',
    name: 'Rhode Island: validation notice',
    group: 'duty',
    only: [not(has('firstCommunicationAt'))],
    unless: [has('paidOrSettled')],
    shape: { kind: 'duty', task: 'send-validation-notice', from: 'contact', days: 5, done: 'validationNoticeSentAt' },
    cite: '19-14.9-9',
  }),
  rhodeIsland({
    id: 'ri-validation-dispute',
    partOf: 'ri-validation',
    name: 'Rhode Island: dispute awaiting an answer',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'stop', reasons: ['dispute'] },
    enforcement: 'hold',
    reasonCode: 'disputePending',
    cite: '19-14.9-9',
  }),
  rhodeIsland({
    id: 'ri-validation-original-creditor',
    partOf: 'ri-validation',
    name: 'Rhode Island: original creditor asked for',
    group: 'other-hold',
    classes: ['collection'],
    unless: [has('originalCreditorAnsweredAt')],
    shape: { kind: 'flag', when: [has('originalCreditorRequestAt')] },
    message: 'The customer asked for the original creditor and has no answer yet.',
    enforcement: 'hold',
    reasonCode: 'disputePending',
    cite: '19-14.9-9',
  }),
  rhodeIsland({
    ...printed,
    id: 'ri-mail-cover',
    name: 'Rhode Island: postcard and envelope',
    cite: '19-14.9-8(g), (h)',
  }),
];
