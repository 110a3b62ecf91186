import { has, is } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { sent } from '../words.ts';
import { bothRoles } from './after-federal.ts';

const virginia = lawOf({ jurisdiction: 'US-VA', authority: 'Code of Virginia' });
const shortLoans = is('loanLicence', 'shortTerm', 'title');

/** Virginia: medical debt and short-term lenders; federal law for the rest. */
export const virginiaRules: readonly RuleRecord[] = [
  virginia({
    id: 'va-crime-victim-medical-hold',
    name: 'Virginia: claim for compensation of a crime victim',
    group: 'other-hold',
    roles: ['firstParty'],
    debts: ['medical'],
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('crimeVictimClaimOpen')] },
    message: 'A claim for crime-victim compensation covers the treatment.',
    enforcement: 'hold',
    reasonCode: 'crimeVictimClaim',
    cite: '19.2-368.5:2',
  }),
  virginia({
    id: 'va-short-loan-purpose',
    name: 'Virginia: short-term lenders write of the loan only',
    group: 'other-hold',
    roles: ['firstParty'],
    channels: [...sent, 'gui'],
    classes: ['collection', 'notice', 'servicing', 'credentials'],
    only: [shortLoans],
    shape: { kind: 'flag', when: [has('containsMarketing')] },
    message: 'A short-term or title lender contacts borrowers about the loan, and offers nothing.',
    reasonCode: 'marketing',
    cite: '6.2-1816, 6.2-2215',
    effectiveFrom: '2021-01-01',
  }),
  virginia({
    id: 'va-short-loan-purpose-conduct',
    partOf: 'va-short-loan-purpose',
    name: 'Virginia: federal rules of conduct for short-term lenders',
    group: 'other-hold',
    roles: ['firstParty'],
    only: [shortLoans],
    shape: {
      kind: 'adopt',
      rules: [
        'reg-f-calls-7-in-7', 'reg-f-calls-after-conversation', 'reg-f-harassment-other', 'reg-f-time-barred',
        'reg-f-work-email', 'reg-f-public-social', 'reg-f-caller-identity', 'reg-f-initial-disclosure',
        'reg-f-subsequent-disclosure',
      ],
    }, // prettier-ignore
    cite: '6.2-1816, 6.2-2215',
    effectiveFrom: '2021-01-01',
  }),
  virginia({
    id: 'va-medical-eca-notice',
    name: 'Virginia: suit announced before invoice and notice are old enough',
    group: 'other-hold',
    roles: bothRoles,
    debts: ['medical'],
    only: [has('threatensLegalAction')],
    shape: {
      kind: 'wait',
      after: [
        { fact: 'finalInvoiceDueOn', days: 120 },
        { fact: 'medicalActionNoticeAt', days: 30 },
      ],
    },
    message: 'Suit may be announced 120 days after the final invoice and thirty after the notice that names it.',
    reasonCode: 'medicalNotice',
    cite: '59.1-612(E)',
    effectiveFrom: '2026-07-01',
  }),
  virginia({
    id: 'va-medical-eca-notice-due',
    partOf: 'va-medical-eca-notice',
    name: 'Virginia: notice before actions on medical debt',
    group: 'duty',
    roles: bothRoles,
    debts: ['medical'],
    only: [has('threatensLegalAction')],
    shape: {
      kind: 'duty', task: 'send-medical-action-notice', from: 'finalInvoiceDueOn', days: 120,
      done: 'medicalActionNoticeAt',
    }, // prettier-ignore
    cite: '59.1-612(E)',
    effectiveFrom: '2026-07-01',
  }),
];
