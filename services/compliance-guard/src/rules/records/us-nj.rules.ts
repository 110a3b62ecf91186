import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles } from './after-federal.ts';

const newJersey = lawOf({ jurisdiction: 'US-NJ', authority: 'New Jersey Statutes' });
/** P.L. 2024 c. 48, whoever collects medical debt. */
const medical = lawOf({
  jurisdiction: 'US-NJ',
  authority: 'New Jersey Statutes',
  roles: bothRoles,
  debts: ['medical'],
  effectiveFrom: '2025-07-22',
});

/** New Jersey: medical debt and billing errors; federal law for the rest. */
export const newJerseyRules: readonly RuleRecord[] = [
  medical({
    id: 'nj-medical-appeal-hold',
    name: 'New Jersey: appeal of the insurer’s decision',
    group: 'other-hold',
    unless: [has('insuranceAppealEndedAt')],
    shape: { kind: 'flag', when: [has('insuranceAppealPending')] },
    message: 'An appeal of the insurer’s decision behind the debt is pending.',
    enforcement: 'hold',
    reasonCode: 'insuranceAppeal',
    cite: '56:11-61(a)',
  }),
  medical({
    id: 'nj-medical-not-reported-statement',
    name: 'New Jersey: the debt was not reported',
    group: 'content',
    shape: { kind: 'disclose', slots: ['nj_medical_not_reported'] },
    cite: '56:11-59(c)',
  }),
  medical({
    id: 'nj-medical-action-notice',
    name: 'New Jersey: notice before collection actions',
    group: 'duty',
    only: [has('threatensLegalAction')],
    shape: {
      kind: 'duty', task: 'send-medical-action-notice', from: 'firstBillAt', days: 120, done: 'medicalActionNoticeAt',
    }, // prettier-ignore
    cite: '56:11-59(a), (b), 56:11-57',
  }),
  medical({
    id: 'nj-medical-action-notice-wait',
    partOf: 'nj-medical-action-notice',
    name: 'New Jersey: action announced too early',
    group: 'other-hold',
    only: [has('threatensLegalAction')],
    shape: {
      kind: 'wait',
      after: [
        { fact: 'firstBillAt', days: 120 },
        { fact: 'medicalActionNoticeAt', days: 30 },
      ],
    },
    message: 'Actions may follow 120 days after the first bill and thirty after the notice that names them.',
    enforcement: 'warn',
    reasonCode: 'medicalNotice',
    cite: '56:11-59(a), (b)',
  }),
  newJersey({
    id: 'nj-billing-error-hold',
    name: 'New Jersey: billing error under review',
    group: 'other-hold',
    roles: ['firstParty'],
    classes: ['collection'],
    unless: [has('billingErrorAnsweredAt')],
    shape: { kind: 'flag', when: [has('billingErrorNoticeAt')] },
    message: 'The customer wrote of a billing error and has no answer yet.',
    enforcement: 'hold',
    reasonCode: 'billingError',
    confidence: 'V/M',
    cite: '56:11-3',
  }),
  newJersey({
    id: 'nj-billing-error-hold-acknowledge',
    partOf: 'nj-billing-error-hold',
    name: 'New Jersey: billing error acknowledged in thirty days',
    group: 'duty',
    roles: ['firstParty'],
    unless: [has('billingErrorAnsweredAt')],
    shape: {
      kind: 'duty', task: 'acknowledge-billing-error', from: 'billingErrorNoticeAt', days: 30,
      done: 'billingErrorAcknowledgedAt',
    }, // prettier-ignore
    confidence: 'V/M',
    cite: '56:11-3',
  }),
  newJersey({
    id: 'nj-billing-error-hold-answer',
    partOf: 'nj-billing-error-hold',
    name: 'New Jersey: billing error answered in ninety days',
    group: 'duty',
    roles: ['firstParty'],
    shape: {
      kind: 'duty', task: 'answer-billing-error', from: 'billingErrorNoticeAt', days: 90, done: 'billingErrorAnsweredAt',
    }, // prettier-ignore
    confidence: 'V/M',
    cite: '56:11-3',
  }),
];
