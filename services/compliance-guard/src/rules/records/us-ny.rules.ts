import { all, has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { asksWhereabouts, atWork, bothRoles, manyContacts, verifiesEmployment } from './after-federal.ts';

/** Part 1 of title 23, for collectors and buyers of consumer debt, since 2015. */
const nycrr = lawOf({
  jurisdiction: 'US-NY',
  authority: 'New York Codes, Rules and Regulations',
  effectiveFrom: '2015-03-03',
});
/** Article 29-H, for creditors and whoever acts for them. */
const gbl = lawOf({ jurisdiction: 'US-NY', authority: 'New York General Business Law', roles: bothRoles });

const chargedOff = has('chargeOffDate');

/** The State of New York. */
export const newYorkRules: readonly RuleRecord[] = [
  nycrr({
    id: 'nys-initial-disclosure',
    name: 'New York: forbidden conduct and protected income',
    group: 'duty',
    only: [not(has('firstCommunicationAt'))],
    unless: [has('paidOrSettled')],
    shape: { kind: 'duty', task: 'send-nys-initial-disclosure', from: 'contact', days: 5, done: 'stateNoticeSentAt' },
    confidence: 'V/A',
    cite: '23 NYCRR 1.2',
  }),
  nycrr({
    id: 'nys-time-barred-notice',
    name: 'New York: debt that may be time-barred',
    group: 'content',
    only: [is('timeBarred', 'yes', 'unclear')],
    shape: { kind: 'disclose', slots: ['nys_time_barred'] },
    confidence: 'V/A',
    cite: [
      { authority: 'New York Codes, Rules and Regulations', reference: '23 NYCRR 1.3(b)-(c)' },
      { authority: 'Department of Financial Services', reference: 'letter of 7 April 2022 on CPLR 214-i' },
    ],
  }),
  nycrr({
    id: 'nys-substantiation',
    name: 'New York: substantiation of a charged-off debt',
    group: 'other-hold',
    classes: ['collection'],
    only: [chargedOff],
    shape: { kind: 'flag', when: [has('substantiationRequestAt'), not(has('substantiatedAt'))] },
    message: 'The customer asked for substantiation and has none yet.',
    enforcement: 'hold',
    reasonCode: 'disputePending',
    cite: '23 NYCRR 1.4',
  }),
  nycrr({
    id: 'nys-substantiation-due',
    partOf: 'nys-substantiation',
    name: 'New York: substantiation due in sixty days',
    group: 'duty',
    only: [chargedOff],
    shape: {
      kind: 'duty', task: 'send-substantiation', from: 'substantiationRequestAt', days: 60, done: 'substantiatedAt',
    },
    cite: '23 NYCRR 1.4',
  }),
  nycrr({
    id: 'nys-substantiation-told-oral',
    partOf: 'nys-substantiation',
    name: 'New York: how to ask for substantiation, after a dispute by word of mouth',
    group: 'duty',
    only: [chargedOff],
    shape: {
      kind: 'duty', task: 'send-substantiation-instructions', from: 'disputedOrallyAt', days: 14,
      done: 'substantiationInstructionsSentAt',
    },
    cite: '23 NYCRR 1.4',
  }),
  nycrr({
    id: 'nys-substantiation-told-written',
    partOf: 'nys-substantiation',
    name: 'New York: how to ask for substantiation, after a written dispute',
    group: 'duty',
    only: [chargedOff, not(has('disputedOrallyAt'))],
    shape: {
      kind: 'duty', task: 'send-substantiation-instructions', from: 'disputedAt', days: 21,
      done: 'substantiationInstructionsSentAt',
    },
    cite: '23 NYCRR 1.4',
  }),
  nycrr({
    id: 'nys-email-consent',
    name: 'New York: email about the debt',
    group: 'consent',
    channels: ['email'],
    shape: { kind: 'consent', anyOf: [all(has('writtenEmailConsent'), not(has('ownerIsEmployer')), not(atWork))] },
    message: 'Written consent to email about this debt, at an address that is not the employer’s, is not on record.',
    confidence: 'S',
    cite: '23 NYCRR 1.6',
  }),
  nycrr({
    id: 'nys-proposed-1-and-3',
    name: 'New York: one conversation and three attempts, proposed',
    group: 'count',
    channels: ['voice'],
    shape: { kind: 'count', max: 3, window: { days: 7 }, unit: 'attempt', channels: ['voice'], per: 'debt' },
    disabledBecause: 'proposed in 2021 and 2022, never found adopted',
    confidence: 'S',
    cite: '23 NYCRR 1, as proposed',
  }),
  gbl({
    id: 'nys-gbl-employer',
    name: 'New York: no word to the employer before judgment',
    group: 'place',
    affiliations: ['employer'],
    unless: [has('wageAssignment'), asksWhereabouts, verifiesEmployment],
    shape: { kind: 'flag', when: [not(has('judgment'))] },
    message: 'The employer may not be told of the claim before final judgment.',
    cite: 'N.Y. Gen. Bus. Law 601(4)',
  }),
  gbl({
    ...manyContacts,
    id: 'nys-gbl-frequency',
    name: 'New York: many contacts together',
    enforcement: 'warn',
    reasonCode: 'manyContacts',
    cite: 'N.Y. Gen. Bus. Law 601(6)',
  }),
  gbl({
    id: 'nys-gbl-hours',
    partOf: 'nys-gbl-frequency',
    name: 'New York: federal hours for creditors',
    group: 'hours',
    roles: ['firstParty'],
    shape: { kind: 'adopt', rules: ['reg-f-hours'] },
    cite: 'N.Y. Gen. Bus. Law 601(6)',
  }),
]; // prettier-ignore
