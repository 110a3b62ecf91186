import { all, any, has, is, not } from '../condition.ts';
import { allButAttorney, fromMemory, lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { electronic, sent } from '../words.ts';
import { atWork, bothRoles } from './after-federal.ts';

/** The SHIELD rule, for collectors, and for creditors once their collection procedures have begun. */
const shield = {
  jurisdiction: 'US-NY/NYC',
  authority: 'Rules of the City of New York',
  roles: bothRoles,
  only: [any(is('collectorRole', 'thirdParty'), has('debtCollectionProcedureBegun'))],
  confidence: 'S',
};
const rcny = lawOf({ ...shield, effectiveFrom: '2026-09-01' });
const before = lawOf({ ...shield, effectiveTo: '2026-08-31' });

const unverified = all(any(has('disputedAt'), has('disputedOrallyAt')), not(has('disputeVerifiedAt')));

/** New York City. */
export const newYorkCityRules: readonly RuleRecord[] = [
  // Answers and notices that the law asks for use up nothing; letters count until the text is read.
  rcny({
    id: 'nyc-3-in-7',
    name: 'New York City: three in seven days',
    group: 'count',
    classes: ['collection'],
    affiliations: allButAttorney,
    unless: [has('isResponseToInbound')],
    shape: {
      kind: 'count', max: 3, window: { days: 7 }, unit: 'attempt', channels: [...sent], per: 'debt',
      classes: ['collection'], notCounted: ['response'],
    },
    confidence: 'A/S/M',
    cite: '6 RCNY 5-76, 5-77(b)',
  }),
  rcny({
    id: 'nyc-electronic-consent',
    name: 'New York City: electronic messages',
    group: 'consent',
    channels: [...electronic],
    affiliations: allButAttorney,
    unless: [has('isResponseToInbound')],
    shape: { kind: 'consent', anyOf: [has('electronicConsent')] },
    message: 'The customer’s consent to this electronic medium is not on record.',
    confidence: 'S/M',
    cite: '6 RCNY 5-77(b)',
  }),
  rcny({
    id: 'nyc-electronic-opt-out',
    name: 'New York City: a free stop by one word',
    group: 'content',
    channels: [...electronic],
    shape: { kind: 'disclose', slots: ['nyc_one_word_stop'] },
    cite: '6 RCNY 5-77(b)',
  }),
  rcny({
    id: 'nyc-electronic-opt-out-kept',
    partOf: 'nyc-electronic-opt-out',
    name: 'New York City: stop of an electronic medium',
    group: 'consent',
    channels: [...electronic],
    unless: [has('isResponseToInbound')],
    shape: { kind: 'stop', reasons: ['opted-out', 'unsubscribed'] },
    reasonCode: 'mediumOptOut',
    cite: '6 RCNY 5-77(b)',
  }),
  lawOf({ ...shield, authority: 'New York City Administrative Code' })({
    id: 'nyc-time-barred-notice',
    name: 'New York City: time-barred debt',
    group: 'content',
    only: [...shield.only, is('timeBarred', 'yes', 'unclear')],
    shape: { kind: 'disclose', slots: ['nyc_time_barred'] },
    cite: [
      { authority: 'New York City Administrative Code', reference: '20-493.2(b)' },
      { authority: 'Rules of the City of New York', reference: '6 RCNY 2-191, 5-77' },
    ],
  }),
  // No term of its own was read: the one of the federal notice.
  rcny({
    id: 'nyc-validation',
    name: 'New York City: validation notice of the city',
    group: 'duty',
    only: [...shield.only, not(has('firstCommunicationAt'))],
    shape: { kind: 'duty', task: 'send-nyc-validation-notice', from: 'contact', days: 5, done: 'cityNoticeSentAt' },
    confidence: 'A/S',
    cite: '6 RCNY 5-77(f), 2-193',
  }),
  before({
    id: 'nyc-2-in-7-former',
    name: 'New York City: two in seven days, former text',
    group: 'count',
    shape: { kind: 'count', max: 2, window: { days: 7 }, unit: 'attempt', channels: [...sent], per: 'debt' },
    disabledBecause: fromMemory,
    confidence: 'M',
    cite: '6 RCNY 5-77(b)(1)(iv), former',
  }),
  rcny({
    id: 'nyc-dispute-any-time',
    name: 'New York City: dispute awaiting verification',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [unverified] },
    message: 'The customer disputed the debt, and it is not verified.',
    enforcement: 'hold',
    reasonCode: 'disputePending',
    confidence: 'A/S',
    cite: '6 RCNY 5-77(f)',
  }),
  rcny({
    id: 'nyc-dispute-any-time-due',
    partOf: 'nyc-dispute-any-time',
    name: 'New York City: verification due in sixty days',
    group: 'duty',
    shape: { kind: 'duty', task: 'verify-or-say-unverified', from: 'disputedAt', days: 60, done: 'disputeVerifiedAt' },
    cite: '6 RCNY 5-77(f)',
  }),
  rcny({
    id: 'nyc-medical-hold',
    name: 'New York City: medical debt',
    group: 'other-hold',
    classes: ['collection'],
    debts: ['medical'],
    shape: { kind: 'flag', when: [any(has('hospitalDutiesUnmet'), unverified)] },
    message: 'The medical debt is disputed, or the hospital failed its duties of financial assistance: ask a lawyer.',
    enforcement: 'hold',
    reasonCode: 'disputePending',
    cite: '6 RCNY 5-77(f)',
  }),
  rcny({
    id: 'nyc-workplace',
    name: 'New York City: contact at work',
    group: 'place',
    shape: { kind: 'flag', when: [atWork] },
    message: 'The city restricts contact at work.',
    enforcement: 'warn',
    category: 'consent',
    reasonCode: 'workContact',
    cite: '6 RCNY 5-77(b)',
  }),
  // No term was read: with the city's validation notice.
  rcny({
    id: 'nyc-credit-report-notice',
    name: 'New York City: notice about credit bureaus',
    group: 'duty',
    only: [...shield.only, not(has('firstCommunicationAt'))],
    shape: {
      kind: 'duty', task: 'send-nyc-credit-report-notice', from: 'contact', days: 5, done: 'creditReportNoticeSentAt',
    },
    cite: '6 RCNY 5-77',
  }),
]; // prettier-ignore
