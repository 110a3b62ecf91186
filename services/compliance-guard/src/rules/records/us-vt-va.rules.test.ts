import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const night = { at: '2026-12-02T02:00:00Z' };
const firstParty = { role: 'firstParty' } as const;
const employer = { contact: { affiliation: 'employer' } } as const;
const aunt = { contact: { affiliation: 'relative' } } as const;
const work = { contact: { label: 'work' } };
const verify = { ask: { theme: 'opsCollVerifyEmployment' } };
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const victim = { debtKind: 'medical', crimeVictimClaimOpen: true };

test.each<StateRow>([
  { rule: 'vt-harassment', when: 'a third contact in a week', ...firstParty, contacts: on(['2026-11-29', '2026-11-30']), says: 'warn' },
  { rule: 'vt-harassment', when: 'a second', contacts: on(['2026-11-30']) },
  { rule: 'vt-hours', when: 'a creditor calls at 21:00', ...night, ...firstParty, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'vt-hours', when: 'the customer consented', ...night, known: { contactPersonUnusualTime: true } },
  { rule: 'vt-hours', when: 'at 08:00', at: '2026-12-01T13:00:00Z' },
  { rule: 'vt-work-request', when: 'asked by word of mouth', ...firstParty, ...work, known: { workRequestOralAt: '2026-11-01' }, says: 'block' },
  { rule: 'vt-work-request', when: 'at home', known: { workRequestOralAt: '2026-11-01' } },
  { rule: 'vt-work-request', when: 'nobody asked', ...work },
  { rule: 'vt-third-party', when: 'an employer verifies employment', ...employer, ...verify, says: 'block' },
  { rule: 'vt-third-party', when: 'an employer is asked where the customer is', ...employer, ...whereabouts },
  { rule: 'vt-third-party', when: 'a relative', ...aunt, says: 'block' },
  { rule: 'vt-third-party', when: 'a judgment', ...aunt, known: { judgment: true } },
  { rule: 'vt-crime-victim-medical-hold', when: 'a hospital knows of a claim', ...firstParty, known: victim, says: 'hold' },
  { rule: 'vt-crime-victim-medical-hold', when: 'a routine bill', ...firstParty, known: victim, ask: { theme: 'opsServicing' } },
  { rule: 'vt-crime-victim-medical-hold', when: 'no claim', ...firstParty, known: { debtKind: 'medical' } },
])('Vermont: $rule, $when', (each) => {
  expect(saidIn('US-VT', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore

const title = { loanLicence: 'title' };
const offer = { ask: { theme: 'opsServicing', says: { containsMarketing: true } } };
const threat = { ask: { says: { threatensLegalAction: true } } };
const due = { debtKind: 'medical', finalInvoiceDueOn: '2026-08-03' };
const noticed = { ...due, medicalActionNoticeAt: '2026-11-01' };

test.each<StateRow>([
  { rule: 'va-crime-victim-medical-hold', when: 'a hospital knows of a claim', ...firstParty, known: victim, says: 'hold' },
  { rule: 'va-crime-victim-medical-hold', when: 'an agency', known: victim },
  { rule: 'va-short-loan-purpose', when: 'a title lender offers something', ...firstParty, ...offer, known: title, says: 'block' },
  { rule: 'va-short-loan-purpose', when: 'a title lender asks for payment', ...firstParty, known: title },
  { rule: 'va-short-loan-purpose', when: 'another lender', ...firstParty, ...offer },
  { rule: 'reg-f-calls-7-in-7', when: 'a title lender calls an eighth time', ...firstParty, known: title, contacts: on(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']), says: 'block', next: '2026-12-02T05:00:00.000Z' },
  { rule: 'reg-f-hours', when: 'a title lender at night is not bound by federal hours', ...firstParty, ...night, known: title },
  { rule: 'va-medical-eca-notice', when: 'a clinic 119 days after the invoice', ...firstParty, ...threat, known: { ...noticed, finalInvoiceDueOn: '2026-08-04' }, says: 'block', next: '2026-12-02T05:00:00.000Z' },
  { rule: 'va-medical-eca-notice', when: '29 days after the notice', ...threat, known: { ...due, medicalActionNoticeAt: '2026-11-02' }, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'va-medical-eca-notice', when: 'no notice', ...threat, known: due, says: 'block' },
  { rule: 'va-medical-eca-notice', when: 'both are old enough', ...threat, known: noticed },
  { rule: 'va-medical-eca-notice', when: 'an ordinary call', known: due },
  { rule: 'va-medical-eca-notice', when: 'before the law', ...threat, known: due, at: '2026-06-30T15:00:00Z' },
  { rule: 'va-medical-eca-notice-due', when: 'no notice', ...threat, known: due, says: 'send-medical-action-notice by 2026-12-01' },
  { rule: 'va-medical-eca-notice-due', when: 'sent', ...threat, known: noticed },
])('Virginia: $rule, $when', (each) => {
  expect(saidIn('US-VA', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore
