import { after, any, has, is, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { written } from '../words.ts';
import { daytime, employerForbids, throughAttorney } from './after-federal.ts';

const maine = lawOf({ jurisdiction: 'US-ME', authority: 'Maine Revised Statutes' });
const bureauMemo = [
  { authority: 'Maine Bureau of Consumer Credit Protection', reference: 'memo on collection letters to applicants' },
];
/** Six years, with the fewest leap days there can be. */
const sixYears = 2191;

/** Maine: the Fair Debt Collection Practices Act of the state, 32 M.R.S. chapter 109-A, and what the bureau asks for. */
export const maineRules: readonly RuleRecord[] = [
  maine({ ...daytime, id: 'me-hours', name: 'Maine: hours', cite: '32 M.R.S. 11012(1)(A)' }),
  maine({
    ...throughAttorney,
    id: 'me-attorney',
    name: 'Maine: represented by an attorney',
    cite: '32 M.R.S. 11012(1)(B)',
  }),
  maine({
    ...employerForbids,
    id: 'me-work',
    name: 'Maine: contact at work that the employer forbids',
    reasonCode: 'workContact',
    cite: '32 M.R.S. 11012(1)(C)',
  }),
  maine({
    id: 'me-letter-office-hours',
    name: 'Maine: hours and street address of the office',
    group: 'content',
    channels: [...written],
    shape: { kind: 'disclose', slots: ['me_office_hours', 'me_street_address'] },
    confidence: 'A',
    cite: bureauMemo,
  }),
  maine({
    id: 'me-first-letter-wording',
    name: 'Maine: wording of the first letter',
    group: 'content',
    channels: [...written],
    shape: { kind: 'flag', when: [not(has('firstWrittenCommunicationAt'))] },
    message:
      'A first letter neither asks to pay now or immediately nor speaks of suit that the creditor did not approve.',
    enforcement: 'warn',
    confidence: 'A',
    cite: bureauMemo,
  }),
  maine({
    id: 'me-economic-abuse-hold',
    name: 'Maine: debt from economic abuse',
    group: 'other-hold',
    classes: ['collection'],
    shape: { kind: 'flag', when: [has('economicAbuseStatementAt')] },
    message: 'The customer showed that the debt comes from economic abuse.',
    enforcement: 'hold',
    reasonCode: 'economicAbuse',
    confidence: 'S',
    cite: '32 M.R.S. chapter 109-A, LD 748 (2019)',
    effectiveFrom: '2019-09-19',
  }),
  maine({
    id: 'me-time-barred-no-suit',
    name: 'Maine: threat of suit six years after the last activity',
    group: 'other-hold',
    only: [has('threatensLegalAction')],
    shape: { kind: 'flag', when: [any(after('lastActivityAt', sixYears), is('timeBarred', 'yes'))] },
    message: 'Six years have passed since the customer’s last activity: no suit, and no threat of one.',
    reasonCode: 'timeBarred',
    cite: '32 M.R.S. 11013(7), (8), PL 2015 c. 272',
  }),
  maine({
    id: 'me-plan-copy',
    name: 'Maine: written copy of a payment plan',
    group: 'duty',
    unless: [has('judgment')],
    shape: {
      kind: 'duty', task: 'send-plan-copy', from: 'planAgreedAt', days: 10, businessDays: true, done: 'planCopySentAt',
    }, // prettier-ignore
    cite: '32 M.R.S. 11013(6)',
  }),
  maine({
    id: 'me-plan-copy-first',
    partOf: 'me-plan-copy',
    name: 'Maine: no reminder before the copy of the plan',
    group: 'other-hold',
    classes: ['collection', 'servicing'],
    only: [
      any(
        is('theme', 'opsCollDebt'),
        is('subject', 'paymentDueDateReminder', 'futurepayPaymentDueReminder', 'autopayPaymentReminder'),
      ),
    ],
    unless: [has('planCopySentAt'), has('judgment')],
    shape: { kind: 'flag', when: [has('planAgreedAt')] },
    message: 'The customer need not pay a plan before its written copy was sent.',
    enforcement: 'hold',
    reasonCode: 'planCopyMissing',
    confidence: 'P',
    cite: '32 M.R.S. 11013(6)',
  }),
];
