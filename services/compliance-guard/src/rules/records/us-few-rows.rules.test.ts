import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const firstParty = { role: 'firstParty' } as const;
const away = { responsiblePersonAway: true };
const night = { at: '2026-12-02T02:00:00Z' };
const payday = { loanLicence: 'payday' };
const lender = { loanLicence: 'moneyLender' };
const medical = { debtKind: 'medical' };
const employer = { contact: { affiliation: 'employer' } } as const;
const three = on(['2026-11-29', '2026-11-30']);
const seven = on(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']);

test.each<StateRow & { state: string }>([
  { state: 'ID', rule: 'id-affiliation-disclosure', when: 'an interest', known: { affiliatedWithCreditor: true }, says: 'id_affiliation' },
  { state: 'ID', rule: 'id-affiliation-disclosure', when: 'no interest' },
  { state: 'ID', rule: 'id-affiliation-disclosure', when: 'a relative', known: { affiliatedWithCreditor: true }, contact: { affiliation: 'relative' } },
  { state: 'ID', rule: 'id-first-notice-contact-person', when: 'no notice yet', known: away, says: 'hold' },
  { state: 'ID', rule: 'id-first-notice-contact-person', when: 'the notice by letter', known: away, ask: { channel: 'mail', theme: 'opsLoanValidationOfDebtNotice' } },
  { state: 'ID', rule: 'id-first-notice-contact-person', when: 'a text is no letter', known: away, ask: { channel: 'text', theme: 'opsLoanValidationOfDebtNotice' }, says: 'hold' },
  { state: 'ID', rule: 'id-first-notice-contact-person', when: 'the notice was sent', known: { ...away, contactPersonNoticeAt: '2026-11-01' } },
  { state: 'ID', rule: 'id-first-notice-contact-person', when: 'the person is there' },
  { state: 'ID', rule: 'reg-f-hours', when: 'an agency at night', ...night, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { state: 'ID', rule: 'reg-f-hours', when: 'a creditor at night', ...night, ...firstParty },
  { state: 'ND', rule: 'nd-payday-employer', when: 'a payday lender', ...firstParty, ...employer, known: payday, says: 'block' },
  { state: 'ND', rule: 'nd-payday-employer', when: 'another lender', ...firstParty, ...employer },
  { state: 'ND', rule: 'nd-payday-employer', when: 'the customer', ...firstParty, known: payday },
  { state: 'ND', rule: 'reg-f-calls-7-in-7', when: 'a payday lender calls an eighth time', ...firstParty, known: payday, contacts: seven, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { state: 'ND', rule: 'reg-f-calls-7-in-7', when: 'another lender', ...firstParty, contacts: seven },
  { state: 'ND', rule: 'nd-card-fee-disclosure', when: 'a fee, business debt', known: { debtKind: 'commercial', cardFeeCharged: true }, says: 'nd_no_cost_payment' },
  { state: 'ND', rule: 'nd-card-fee-disclosure', when: 'no fee' },
  { state: 'DE', rule: 'de-medical-appeal-hold', when: 'an appeal is pending', known: { ...medical, insuranceAppealPending: true }, says: 'hold' },
  { state: 'DE', rule: 'de-medical-appeal-hold', when: 'a clinic 60 days after its end', ...firstParty, known: { ...medical, insuranceAppealPending: true, insuranceAppealEndedAt: '2026-10-02' }, says: 'hold', next: '2026-12-02T05:00:00.000Z' },
  { state: 'DE', rule: 'de-medical-appeal-hold', when: '61 days after its end', known: { ...medical, insuranceAppealPending: true, insuranceAppealEndedAt: '2026-10-01' } },
  { state: 'DE', rule: 'de-medical-appeal-hold', when: 'not medical', known: { insuranceAppealPending: true } },
  { state: 'SD', rule: 'sd-lender-phone', when: 'a third call in a week', ...firstParty, known: lender, contacts: three, says: 'warn' },
  { state: 'SD', rule: 'sd-lender-phone', when: 'an agency', known: lender, contacts: three },
  { state: 'SD', rule: 'sd-lender-phone-caller-id', when: 'a call', ...firstParty, known: lender, says: 'elsewhere' },
  { state: 'UT', rule: 'ut-medical-notice', when: 'medical', known: medical, says: 'elsewhere' },
  { state: 'WY', rule: 'wy-identify-consumer', when: 'nobody verified the number', says: 'warn' },
  { state: 'WY', rule: 'wy-identify-consumer', when: 'verified', known: { numberVerifiedAt: '2026-11-01' } },
  { state: 'VI', rule: 'vi-unconscionable', when: 'a creditor, a third contact in a week', ...firstParty, contacts: three, says: 'warn' },
  { state: 'VI', rule: 'vi-unconscionable', when: 'a first' },
])('$state: $rule, $when', ({ state, ...each }) => {
  expect(saidIn(`US-${state}`, 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore
