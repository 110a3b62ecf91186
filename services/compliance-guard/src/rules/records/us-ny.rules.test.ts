import {
  asksWhere, byEmail, byMail, bySelf, byText, contactOf, expected, isAnswer, notYet, onDays, sayingOf, type RowCase,
} from '../row-case.ts'; // prettier-ignore
import { aFact } from '../some-facts.ts';

const creditor = { settings: bySelf };
const employer = contactOf({ affiliation: 'employer', label: 'work' });
const charged = aFact('chargeOffDate', '2026-02-01');
const barred = aFact('timeBarred', 'yes');
const open = aFact('timeBarred', 'no');
const asked = aFact('substantiationRequestAt', '2026-11-20');

const cases: readonly RowCase[] = [
  { row: 'nys-initial-disclosure', name: 'with the first communication', recorded: [notYet('firstCommunicationAt')], says: 'duty', of: '2026-12-06' },
  { row: 'nys-initial-disclosure', name: 'sent', recorded: [notYet('firstCommunicationAt'), aFact('stateNoticeSentAt', '2026-11-01')], says: 'pass' },
  { row: 'nys-initial-disclosure', name: 'later', says: 'nothing' },
  { row: 'nys-initial-disclosure', name: 'the debt is paid', recorded: [notYet('firstCommunicationAt'), aFact('paidOrSettled')], says: 'nothing' },
  { row: 'nys-initial-disclosure', name: 'the creditor itself', facts: creditor, recorded: [notYet('firstCommunicationAt')], says: 'nothing' },
  { row: 'nys-time-barred-notice', name: 'barred', recorded: [barred], says: 'text', of: ['nys_time_barred'] },
  { row: 'nys-time-barred-notice', name: 'perhaps barred', says: 'text', of: ['nys_time_barred'] },
  { row: 'nys-time-barred-notice', name: 'not barred', recorded: [open], says: 'nothing' },
  { row: 'nys-substantiation', name: 'asked for', recorded: [charged, asked], says: 'hold' },
  { row: 'nys-substantiation', name: 'given', recorded: [charged, asked, aFact('substantiatedAt', '2026-11-25')], says: 'pass' },
  { row: 'nys-substantiation', name: 'not charged off', recorded: [asked], says: 'nothing' },
  { row: 'nys-substantiation-due', name: 'within sixty days', recorded: [charged, asked], says: 'duty', of: '2027-01-19' },
  { row: 'nys-substantiation-told-oral', name: 'fourteen days after the word', recorded: [charged, aFact('disputedOrallyAt', '2026-11-20')], says: 'duty', of: '2026-12-04' },
  { row: 'nys-substantiation-told-written', name: 'twenty-one days after the letter', recorded: [charged, aFact('disputedAt', '2026-11-20')], says: 'duty', of: '2026-12-11' },
  { row: 'nys-substantiation-told-written', name: 'told', recorded: [charged, aFact('disputedAt', '2026-11-20'), aFact('substantiationInstructionsSentAt', '2026-11-22')], says: 'pass' },
  { row: 'nys-email-consent', name: 'no written consent', ask: byEmail, says: 'block' },
  { row: 'nys-email-consent', name: 'written consent', ask: byEmail, recorded: [aFact('writtenEmailConsent')], says: 'pass' },
  { row: 'nys-email-consent', name: 'at the employer’s address', ask: byEmail, recorded: [aFact('writtenEmailConsent'), aFact('ownerIsEmployer')], says: 'block' },
  { row: 'nys-email-consent', name: 'a letter', ask: byMail, says: 'nothing' },
  { row: 'nys-proposed-1-and-3', name: 'never adopted', contacts: onDays([26, 27, 28]), says: 'off' },
  { row: 'nys-gbl-employer', name: 'before judgment', facts: { ...creditor, ...employer }, says: 'block' },
  { row: 'nys-gbl-employer', name: 'after judgment', facts: { ...creditor, ...employer }, recorded: [aFact('judgment')], says: 'pass' },
  { row: 'nys-gbl-employer', name: 'an assignment of wages', facts: employer, recorded: [aFact('wageAssignment')], says: 'nothing' },
  { row: 'nys-gbl-employer', name: 'asked where the customer is', facts: employer, ask: asksWhere, says: 'nothing' },
  { row: 'nys-gbl-frequency', name: 'the third', facts: creditor, contacts: onDays([26, 27]), says: 'warn' },
  { row: 'nys-gbl-frequency', name: 'the second', facts: creditor, contacts: onDays([26]), says: 'pass' },
  { row: 'reg-f-hours', name: 'federal hours bind the creditor here', at: '2026-12-02T03:00:00Z', facts: creditor, says: 'block', next: '2026-12-02T13:00:00.000Z' },
]; // prettier-ignore

test.each(cases)('$row: $name', (each) => {
  expect(sayingOf(['US-NY'], each)).toEqual(expected(each));
});

const disputed = aFact('disputedAt', '2026-11-20');
const verified = aFact('disputeVerifiedAt', '2026-11-28');
const medical = aFact('debtKind', 'medical');
const before = { at: '2026-08-31T14:00:00Z' };

const city: readonly RowCase[] = [
  { row: 'nyc-3-in-7', name: 'the fourth, attempts included', contacts: onDays([25, 26, 28], { reach: 'no-answer' }), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'nyc-3-in-7', name: 'the third', contacts: onDays([26, 28]), says: 'pass' },
  { row: 'nyc-3-in-7', name: 'letters count', contacts: onDays([25, 26, 28], { channel: 'mail', reach: 'sent' }), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'nyc-3-in-7', name: 'answers and notices do not', contacts: [...onDays([25, 26], { isResponse: true }), ...onDays([27, 28], { themeClass: 'notice' })], says: 'pass' },
  { row: 'nyc-3-in-7', name: 'an answer', contacts: onDays([25, 26, 28]), ask: isAnswer, says: 'nothing' },
  { row: 'nyc-3-in-7', name: 'a creditor that began its procedures', facts: creditor, recorded: [aFact('debtCollectionProcedureBegun')], contacts: onDays([25, 26, 28]), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'nyc-3-in-7', name: 'a creditor that did not', facts: creditor, recorded: [aFact('debtCollectionProcedureBegun', false)], contacts: onDays([25, 26, 28]), says: 'nothing' },
  { row: 'nyc-3-in-7', name: 'not in force yet', ...before, says: 'nothing' },
  { row: 'nyc-2-in-7-former', name: 'from memory only', ...before, says: 'pass' },
  { row: 'nyc-electronic-consent', name: 'no consent', ask: byText, says: 'block' },
  { row: 'nyc-electronic-consent', name: 'consent', ask: byText, recorded: [aFact('electronicConsent')], says: 'pass' },
  { row: 'nyc-electronic-consent', name: 'an answer', ask: { ...byText, ...isAnswer }, says: 'nothing' },
  { row: 'nyc-electronic-opt-out', name: 'a text', ask: byText, says: 'text', of: ['nyc_one_word_stop'] },
  { row: 'nyc-electronic-opt-out', name: 'a letter', ask: byMail, says: 'nothing' },
  { row: 'nyc-electronic-opt-out-kept', name: 'no stop', ask: byText, says: 'pass' },
  { row: 'nyc-time-barred-notice', name: 'barred', recorded: [barred], says: 'text', of: ['nyc_time_barred'] },
  { row: 'nyc-time-barred-notice', name: 'not barred', recorded: [open], says: 'nothing' },
  { row: 'nyc-validation', name: 'with the first communication', recorded: [notYet('firstCommunicationAt')], says: 'duty', of: '2026-12-06' },
  { row: 'nyc-validation', name: 'sent', recorded: [notYet('firstCommunicationAt'), aFact('cityNoticeSentAt', '2026-11-30')], says: 'pass' },
  { row: 'nyc-credit-report-notice', name: 'with the first communication', recorded: [notYet('firstCommunicationAt')], says: 'duty', of: '2026-12-06' },
  { row: 'nyc-credit-report-notice', name: 'later', says: 'nothing' },
  { row: 'nyc-dispute-any-time', name: 'disputed', recorded: [disputed], says: 'hold' },
  { row: 'nyc-dispute-any-time', name: 'by word of mouth', recorded: [aFact('disputedOrallyAt', '2026-11-20')], says: 'hold' },
  { row: 'nyc-dispute-any-time', name: 'verified', recorded: [disputed, verified], says: 'pass' },
  { row: 'nyc-dispute-any-time', name: 'a notice goes out', ask: { theme: 'opsServicingVerificationOfDebt', themeClass: 'notice', ...byMail }, recorded: [disputed], says: 'nothing' },
  { row: 'nyc-dispute-any-time-due', name: 'within sixty days', recorded: [disputed], says: 'duty', of: '2027-01-19' },
  { row: 'nyc-medical-hold', name: 'the hospital failed its duties', recorded: [medical, aFact('hospitalDutiesUnmet')], says: 'hold' },
  { row: 'nyc-medical-hold', name: 'disputed', recorded: [medical, disputed], says: 'hold' },
  { row: 'nyc-medical-hold', name: 'neither', recorded: [medical], says: 'pass' },
  { row: 'nyc-medical-hold', name: 'another debt', recorded: [aFact('hospitalDutiesUnmet')], says: 'nothing' },
  { row: 'nyc-workplace', name: 'at work', facts: contactOf({ label: 'work' }), says: 'warn' },
  { row: 'nyc-workplace', name: 'elsewhere', says: 'pass' },
]; // prettier-ignore

test.each(city)('$row: $name', (each) => {
  expect(sayingOf(['US-NY', 'US-NY/NYC'], each)).toEqual(expected(each));
});
