import { after, has, not } from '../condition.ts';
import { allButAttorney, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import {
  askedOfAttorney,
  askedOnce,
  asksWhereabouts,
  daytime,
  leave,
  locationScript,
  printed,
} from './after-federal.ts';

/** Collection services; servicing secured by a dwelling is none. */
const notDwelling = not(has('securedByRealEstate'));
const services = lawOf({
  jurisdiction: 'US-TN',
  authority: 'Tennessee Rules and Regulations',
  confidence: 'S',
  only: [notDwelling],
});

/** Tennessee: the board's rules for collection services, chapter 0320-05. */
export const tennesseeRules: readonly RuleRecord[] = [
  services({
    ...daytime,
    id: 'tn-hours',
    name: 'Tennessee: hours',
    unless: leave,
    confidence: 'S/V',
    cite: [
      { authority: 'Tennessee Rules and Regulations', reference: '0320-05-.03' },
      { authority: 'Tennessee Code', reference: '62-20-102, 62-20-103' },
    ],
  }),
  services({
    id: 'tn-attorney',
    name: 'Tennessee: represented by an attorney',
    group: 'attorney',
    affiliations: allButAttorney,
    unless: [has('attorneyAgreed'), after('attorneyUnansweredAt', 30)],
    shape: { kind: 'stop', reasons: ['attorney'] },
    cite: '0320-05-.03',
  }),
  services({
    ...askedOnce,
    id: 'tn-location-info',
    name: 'Tennessee: location information, once a person',
    only: [notDwelling, asksWhereabouts],
    message: 'This person was asked for location information before.',
    cite: '0320-05-.02',
  }),
  services({
    ...askedOfAttorney,
    id: 'tn-location-info-attorney',
    partOf: 'tn-location-info',
    name: 'Tennessee: location information from a known attorney only',
    only: [notDwelling, asksWhereabouts],
    unless: [],
    cite: '0320-05-.02',
  }),
  services({
    ...locationScript,
    id: 'tn-location-info-script',
    partOf: 'tn-location-info',
    name: 'Tennessee: what is said to ask for location information',
    only: [notDwelling, asksWhereabouts],
    cite: '0320-05-.02',
  }),
  services({
    id: 'tn-validation-notice',
    name: 'Tennessee: validation notice',
    group: 'duty',
    only: [notDwelling, not(has('firstCommunicationAt'))],
    unless: [has('paidOrSettled')],
    shape: { kind: 'duty', task: 'send-validation-notice', from: 'contact', days: 5, done: 'validationNoticeSentAt' },
    confidence: 'V',
    cite: '0320-05-.07(1)',
  }),
  services({
    id: 'tn-dispute-hold',
    name: 'Tennessee: dispute awaiting an answer',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'stop', reasons: ['dispute'] },
    enforcement: 'hold',
    reasonCode: 'disputePending',
    confidence: 'V',
    cite: '0320-05-.07(2)',
  }),
  services({
    id: 'tn-dispute-hold-original-creditor',
    partOf: 'tn-dispute-hold',
    name: 'Tennessee: original creditor asked for',
    group: 'other-hold',
    classes: ['collection'],
    unless: [has('originalCreditorAnsweredAt')],
    shape: { kind: 'flag', when: [has('originalCreditorRequestAt')] },
    message: 'The customer asked for the original creditor and has no answer yet.',
    enforcement: 'hold',
    reasonCode: 'disputePending',
    confidence: 'V',
    cite: '0320-05-.07(2)',
  }),
  services({
    ...printed,
    id: 'tn-mail-appearance',
    name: 'Tennessee: postcard and envelope',
    confidence: 'V/M',
    cite: '0320-05-.06(1)(g), (h)',
  }),
];
