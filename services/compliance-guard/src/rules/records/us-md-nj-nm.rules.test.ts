import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const firstParty = { role: 'firstParty' } as const;
const employer = { contact: { affiliation: 'employer' } } as const;
const aunt = { contact: { affiliation: 'relative' } } as const;
const night = { at: '2026-12-02T02:00:00Z' };
const verify = { ask: { theme: 'opsCollVerifyEmployment' } };
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const threat = { ask: { says: { threatensLegalAction: true } } };
const medical = { debtKind: 'medical' };
const sevenCalls = on([
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
  '2026-11-30',
  '2026-12-01',
]);

test.each<StateRow>([
  { rule: 'md-employer-before-judgment', when: 'a creditor verifies employment', ...firstParty, ...employer, ...verify, says: 'block' },
  { rule: 'md-employer-before-judgment', when: 'a judgment', ...employer, known: { judgment: true } },
  { rule: 'md-third-party', when: 'a relative', ...aunt, says: 'block' },
  { rule: 'md-third-party', when: 'asked where the customer is', ...aunt, ...whereabouts },
  { rule: 'md-third-party', when: 'the spouse', contact: { affiliation: 'spouse' } },
  { rule: 'reg-f-calls-7-in-7', when: 'a creditor calls an eighth time', ...firstParty, contacts: sevenCalls, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'reg-f-hours', when: 'a creditor calls at night', ...firstParty, ...night, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'reg-f-work-prohibited', when: 'a creditor calls at work', ...firstParty, contact: { label: 'work' }, known: { employerProhibits: true }, says: 'block' },
  { rule: 'reg-f-work-prohibited', when: 'a creditor calls at home', ...firstParty, known: { employerProhibits: true } },
  { rule: 'reg-f-validation-notice', when: 'a creditor owes no validation notice', ...firstParty },
  { rule: 'md-licence', when: 'none', known: { lackedLicences: ['US-MD'] }, says: 'hold' },
  { rule: 'md-licence', when: 'none elsewhere', known: { lackedLicences: ['US-NJ'] } },
  { rule: 'md-licence', when: 'a creditor needs none', ...firstParty, known: { lackedLicences: ['US-MD'] } },
])('Maryland: $rule, $when', (each) => {
  expect(saidIn('US-MD', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore

const mistaken = { billingErrorNoticeAt: '2026-11-10' };
const appealed = { ...medical, insuranceAppealPending: true };
test.each<StateRow>([
  { rule: 'nj-medical-appeal-hold', when: 'a hospital knows of an appeal', ...firstParty, known: appealed, says: 'hold' },
  { rule: 'nj-medical-appeal-hold', when: 'it ended', known: { ...appealed, insuranceAppealEndedAt: '2026-11-01' } },
  { rule: 'nj-medical-appeal-hold', when: 'the debt is not medical', known: { insuranceAppealPending: true } },
  { rule: 'nj-medical-appeal-hold', when: 'another matter', known: appealed, ask: { theme: 'opsServicing' } },
  { rule: 'nj-medical-appeal-hold', when: 'before the law', known: { ...appealed }, at: '2025-07-21T15:00:00Z' },
  { rule: 'nj-medical-not-reported-statement', when: 'medical', known: medical, says: 'nj_medical_not_reported' },
  { rule: 'nj-medical-not-reported-statement', when: 'not medical' },
  { rule: 'nj-medical-action-notice', when: 'a suit is announced', ...threat, known: { ...medical, firstBillAt: '2026-11-01' }, says: 'send-medical-action-notice by 2027-03-01' },
  { rule: 'nj-medical-action-notice', when: 'the notice was sent', ...threat, known: { ...medical, firstBillAt: '2026-11-01', medicalActionNoticeAt: '2026-11-20' } },
  { rule: 'nj-medical-action-notice-wait', when: '119 days after the bill', ...threat, known: { ...medical, firstBillAt: '2026-08-04', medicalActionNoticeAt: '2026-09-01' }, says: 'warn' },
  { rule: 'nj-medical-action-notice-wait', when: '29 days after the notice', ...threat, known: { ...medical, firstBillAt: '2026-01-01', medicalActionNoticeAt: '2026-11-02' }, says: 'warn' },
  { rule: 'nj-medical-action-notice-wait', when: 'both are old enough', ...threat, known: { ...medical, firstBillAt: '2026-08-03', medicalActionNoticeAt: '2026-11-01' } },
  { rule: 'nj-medical-action-notice-wait', when: 'an ordinary call', known: medical },
  { rule: 'nj-billing-error-hold', when: 'not answered', ...firstParty, known: mistaken, says: 'hold' },
  { rule: 'nj-billing-error-hold', when: 'answered', ...firstParty, known: { ...mistaken, billingErrorAnsweredAt: '2026-11-20' } },
  { rule: 'nj-billing-error-hold', when: 'an agency', known: mistaken },
  { rule: 'nj-billing-error-hold-acknowledge', when: 'not yet', ...firstParty, known: mistaken, says: 'acknowledge-billing-error by 2026-12-10' },
  { rule: 'nj-billing-error-hold-acknowledge', when: 'done', ...firstParty, known: { ...mistaken, billingErrorAcknowledgedAt: '2026-11-12' } },
  { rule: 'nj-billing-error-hold-answer', when: 'not yet', ...firstParty, known: mistaken, says: 'answer-billing-error by 2027-02-08' },
  { rule: 'nj-billing-error-hold-answer', when: 'done', ...firstParty, known: { ...mistaken, billingErrorAnsweredAt: '2026-11-20' } },
])('New Jersey: $rule, $when', (each) => {
  expect(saidIn('US-NJ', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore

const indigent = { ...medical, patientIndigent: true };
test.each<StateRow>([
  { rule: 'nm-time-barred-notice', when: 'six years after default', known: { defaultDate: '2020-12-01' }, says: 'nm_time_barred' },
  { rule: 'nm-time-barred-notice', when: 'business debt of a creditor', ...firstParty, known: { debtKind: 'commercial', timeBarred: 'yes' }, says: 'nm_time_barred' },
  { rule: 'nm-time-barred-notice', when: 'nobody knows', says: 'nm_time_barred' },
  { rule: 'nm-time-barred-notice', when: 'a year after default', known: { defaultDate: '2025-12-01' } },
  { rule: 'nm-medical-indigency-notice', when: 'a bill', known: medical, ask: { channel: 'mail', theme: 'opsServicing' }, says: 'nm_indigency_notice' },
  { rule: 'nm-medical-indigency-notice', when: 'a call', known: medical },
  { rule: 'nm-medical-indigency-notice', when: 'not medical', ask: { channel: 'mail' } },
  { rule: 'nm-medical-indigent', when: 'a suit is announced', ...threat, known: indigent, says: 'block' },
  { rule: 'nm-medical-indigent', when: 'nobody found so', ...threat, known: medical },
  { rule: 'nm-medical-indigent-warning', when: 'an ordinary call', known: indigent, says: 'warn' },
  { rule: 'nm-medical-indigent-warning', when: 'servicing', known: indigent, ask: { theme: 'opsServicing' } },
  { rule: 'nm-medical-indigent-result', when: 'not sent', known: medical, recorded: [{ name: 'patientIndigent', of: null, value: true, from: Date.parse('2026-11-25T18:00:00Z'), until: null }], says: 'send-indigency-result by 2026-12-05' },
  { rule: 'nm-medical-indigent-result', when: 'sent', known: { ...indigent, indigencyResultSentAt: '2026-01-05' } },
  { rule: 'nm-medical-statement-first', when: 'not received', known: medical, says: 'hold' },
  { rule: 'nm-medical-statement-first', when: 'received', known: { ...medical, medicalStatementReceivedAt: '2026-11-01' } },
  { rule: 'nm-medical-statement-first', when: 'the clinic itself', ...firstParty, known: medical },
])('New Mexico: $rule, $when', (each) => {
  expect(saidIn('US-NM', 'America/Denver', each)).toEqual(expected(each));
}); // prettier-ignore
