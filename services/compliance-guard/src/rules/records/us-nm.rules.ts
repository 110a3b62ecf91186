import { has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { bothRoles } from './after-federal.ts';

const newMexico = lawOf({
  jurisdiction: 'US-NM',
  authority: 'New Mexico Administrative Code',
  roles: bothRoles,
});
const medical = lawOf({
  jurisdiction: 'US-NM',
  authority: 'New Mexico Administrative Code',
  roles: bothRoles,
  debts: ['medical'],
});
const indigency = [
  { authority: 'New Mexico Statutes', reference: '57-32-4' },
  { authority: 'New Mexico Administrative Code', reference: '13.10.29.9' },
];

/** New Mexico: time-barred debts of any kind, and medical debt. */
export const newMexicoRules: readonly RuleRecord[] = [
  newMexico({
    id: 'nm-time-barred-notice',
    name: 'New Mexico: the debt is too old for a suit',
    group: 'content',
    debts: ['consumer', 'commercial'],
    only: [is('timeBarred', 'yes', 'unclear')],
    shape: { kind: 'disclose', slots: ['nm_time_barred'] },
    confidence: 'V/S',
    cite: '12.2.12.7, 12.2.12.9',
    effectiveFrom: '2010-12-15',
  }),
  medical({
    id: 'nm-medical-indigency-notice',
    name: 'New Mexico: a determination of indigency may be asked for',
    group: 'content',
    channels: ['mail', 'email', 'fax'],
    classes: ['collection', 'notice', 'servicing'],
    shape: { kind: 'disclose', slots: ['nm_indigency_notice'] },
    cite: '13.10.29.9(A)',
  }),
  medical({
    id: 'nm-medical-indigent',
    name: 'New Mexico: no action against indigent patients',
    group: 'other-hold',
    only: [has('threatensLegalAction')],
    shape: { kind: 'flag', when: [has('patientIndigent')] },
    message: 'The patient was found indigent: no suit, and no threat of one.',
    reasonCode: 'patientIndigent',
    confidence: 'V/A/S',
    cite: indigency,
  }),
  medical({
    id: 'nm-medical-indigent-warning',
    partOf: 'nm-medical-indigent',
    name: 'New Mexico: indigent patient',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('patientIndigent')] },
    message: 'The patient was found indigent: no collection action may follow.',
    enforcement: 'warn',
    reasonCode: 'patientIndigent',
    confidence: 'P',
    cite: indigency,
  }),
  medical({
    id: 'nm-medical-indigent-result',
    partOf: 'nm-medical-indigent',
    name: 'New Mexico: written result of the determination',
    group: 'duty',
    classes: ['collection', 'notice', 'servicing'],
    shape: {
      kind: 'duty', task: 'send-indigency-result', from: 'patientIndigent', days: 10, done: 'indigencyResultSentAt',
    }, // prettier-ignore
    confidence: 'V/A/S',
    cite: indigency,
  }),
  medical({
    id: 'nm-medical-statement-first',
    name: 'New Mexico: no contact before the billing statement',
    group: 'other-hold',
    roles: ['thirdParty'],
    shape: { kind: 'flag', when: [not(has('medicalStatementReceivedAt'))] },
    message: 'The facility has not given the collector the billing statement.',
    enforcement: 'hold',
    reasonCode: 'medicalNotice',
    confidence: 'S',
    cite: [{ authority: 'New Mexico Statutes', reference: '57-32-6' }],
  }),
];
