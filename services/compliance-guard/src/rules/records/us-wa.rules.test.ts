import {
  asksWhere, atWork, byMail, bySelf, byText, contactOf, expected, isAnswer, notYet, onDays, sayingOf, type RowCase,
} from '../row-case.ts'; // prettier-ignore
import { aFact } from '../some-facts.ts';

const employer = contactOf({ affiliation: 'employer', label: 'work', lineType: 'business' });
const work = { label: 'work' };
const texts = { channel: 'text', reach: 'sent' } as const;
const landline = (zones: string[]) => contactOf({ label: 'home', lineType: 'residential', zones });
const medical = aFact('debtKind', 'medical');
const letter = (date: string) => aFact('claimLetterAt', date);
const requested = aFact('itemizationRequestedAt', '2026-11-20');
const given = aFact('itemizationSentAt', '2026-11-25');
const today = onDays([30, 30], {}).map((each, i) => ({ ...each, at: Date.parse(`2026-12-01T1${i + 3}:10:00Z`) }));
const PT = ['America/Los_Angeles'];

const cases: readonly RowCase[] = [
  { row: 'wa-3-per-week', name: 'the fourth, in whatever form', contacts: [...onDays([25, 26], texts), ...onDays([28])], says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'wa-3-per-week', name: 'the third', contacts: onDays([26, 28]), says: 'pass' },
  { row: 'wa-3-per-week', name: 'calls that nobody took are no communication', contacts: onDays([25, 26, 28], { reach: 'no-answer' }), says: 'pass' },
  { row: 'wa-3-per-week', name: 'answers do not count', contacts: onDays([25, 26, 28], { isResponse: true }), says: 'pass' },
  { row: 'wa-3-per-week', name: 'an answer', contacts: onDays([25, 26, 28]), ask: isAnswer, says: 'nothing' },
  { row: 'wa-3-per-week', name: 'a creditor', facts: { settings: bySelf }, contacts: onDays([25, 26, 28]), says: 'nothing' },
  { row: 'wa-work-1-per-week', name: 'the second at work', facts: atWork, contacts: onDays([28], work), says: 'block', next: '2026-12-05T13:00:00.000Z' },
  { row: 'wa-work-1-per-week', name: 'one at home', facts: atWork, contacts: onDays([28]), says: 'pass' },
  { row: 'wa-work-1-per-week', name: 'an answer', facts: atWork, contacts: onDays([28], work), ask: isAnswer, says: 'nothing' },
  { row: 'wa-home-hours', name: 'nine in the evening', at: '2026-12-02T05:00:00Z', zones: PT, says: 'block', next: '2026-12-02T15:30:00.000Z' },
  { row: 'wa-home-hours', name: 'half past seven in the morning', at: '2026-12-01T15:30:00Z', zones: PT, says: 'pass' },
  { row: 'wa-home-hours', name: 'at work', at: '2026-12-02T05:00:00Z', zones: PT, facts: atWork, says: 'nothing' },
  { row: 'wa-home-hours', name: 'a line nobody looked up may be either', at: '2026-12-02T05:00:00Z', zones: PT, facts: contactOf({ lineType: null }), says: 'block', next: '2026-12-02T15:30:00.000Z' },
  { row: 'wa-home-hours-landline', name: 'heard where its area code lies', at: '2026-12-01T13:00:00Z', zones: PT, facts: landline(['America/New_York']), says: 'pass' },
  { row: 'wa-home-hours-landline', name: 'without a place, at the last home', at: '2026-12-01T13:00:00Z', zones: PT, facts: landline([]), says: 'block', next: '2026-12-01T15:30:00.000Z' },
  { row: 'wa-cell-2-per-day', name: 'the third in a day', at: '2026-12-01T17:00:00Z', contacts: today, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'wa-cell-2-per-day', name: 'two yesterday', contacts: onDays([30, 30]), says: 'pass' },
  { row: 'wa-cell-2-per-day', name: 'a line nobody looked up', at: '2026-12-01T17:00:00Z', facts: contactOf({ lineType: null }), contacts: today, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'wa-cell-2-per-day', name: 'no mobile by the list of this month', at: '2026-12-01T17:00:00Z', contacts: today, recorded: [aFact('mobileListCheckedAt', '2026-11-10')], says: 'nothing' },
  { row: 'wa-cell-2-per-day', name: 'a list of October', at: '2026-12-01T17:00:00Z', contacts: today, recorded: [aFact('mobileListCheckedAt', '2026-10-10')], says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'wa-cell-2-per-day', name: 'a landline', facts: landline(PT), says: 'nothing' },
  { row: 'wa-attorney', name: 'the attorney wrote', recorded: [aFact('attorneyLetterReceivedAt', '2026-11-01')], says: 'block' },
  { row: 'wa-attorney', name: 'and does not answer', recorded: [aFact('attorneyLetterReceivedAt', '2026-09-01'), aFact('attorneyUnansweredAt', '2026-11-10')], says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { row: 'wa-attorney', name: 'no letter', says: 'pass' },
  { row: 'wa-small-loan-3-per-week', name: 'the lender’s fourth', facts: { settings: bySelf }, recorded: [aFact('loanLicence', 'payday')], contacts: onDays([25, 26, 28]), says: 'block', next: '2026-12-02T05:00:00.000Z' },
  { row: 'wa-small-loan-3-per-week', name: 'another loan', facts: { settings: bySelf }, contacts: onDays([25, 26, 28]), says: 'nothing' },
  { row: 'wa-call-cost', name: 'the fourth of a calendar week', at: '2026-11-28T15:00:00Z', contacts: onDays([23, 24, 25]), says: 'block', next: '2026-11-29T13:00:00.000Z' },
  { row: 'wa-call-cost', name: 'last week’s', contacts: onDays([26, 27, 28]), says: 'pass' },
  { row: 'wa-employer-third', name: 'before a letter', facts: employer, says: 'block' },
  { row: 'wa-employer-third', name: 'soon after it', facts: employer, recorded: [letter('2026-11-10')], says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { row: 'wa-employer-third', name: 'a month after it', facts: employer, recorded: [letter('2026-11-01')], says: 'pass' },
  { row: 'wa-employer-third', name: 'disputed', facts: employer, recorded: [letter('2026-11-01'), aFact('disputedAt', '2026-11-20')], says: 'block' },
  { row: 'wa-employer-third', name: 'after judgment', facts: employer, recorded: [aFact('judgment')], says: 'nothing' },
  { row: 'wa-employer-third', name: 'asked where the customer is', facts: employer, ask: asksWhere, says: 'nothing' },
  { row: 'wa-employer-once', name: 'told once before', facts: employer, contacts: onDays([2], { affiliation: 'employer' }), says: 'block' },
  { row: 'wa-employer-once', name: 'agreed to more', facts: employer, contacts: onDays([2], { affiliation: 'employer' }), recorded: [aFact('employerAgreedToMore')], says: 'nothing' },
  { row: 'wa-employer-once', name: 'never told', facts: employer, says: 'pass' },
  { row: 'wa-first-notice', name: 'every letter', ask: byMail, says: 'text', of: ['wa_agency_address', 'wa_original_creditor'] },
  { row: 'wa-first-notice', name: 'a call', says: 'nothing' },
  { row: 'wa-first-notice-itemised', name: 'the first text', ask: byText, recorded: [notYet('firstWrittenCommunicationAt')], says: 'text', of: ['wa_itemised_claim'] },
  { row: 'wa-first-notice-itemised', name: 'a later one', ask: byText, says: 'nothing' },
  { row: 'wa-first-notice-requested', name: 'asked for', recorded: [requested], says: 'hold' },
  { row: 'wa-first-notice-requested', name: 'given', recorded: [requested, given], says: 'pass' },
  { row: 'wa-first-notice-requested', name: 'after judgment', recorded: [requested, aFact('judgment')], says: 'nothing' },
  { row: 'wa-medical-hold', name: 'a statement asked for', recorded: [medical, requested], says: 'hold' },
  { row: 'wa-medical-hold', name: 'asked for again after it was given', recorded: [medical, requested, given], says: 'pass' },
  { row: 'wa-medical-hold', name: 'charity care open', recorded: [medical, aFact('charityCareOpen')], says: 'hold' },
  { row: 'wa-medical-hold', name: 'an executed writ', recorded: [medical, aFact('charityCareOpen'), aFact('writExecuted')], says: 'nothing' },
  { row: 'wa-medical-hold', name: 'another debt', recorded: [aFact('charityCareOpen')], says: 'nothing' },
  { row: 'wa-medical-rights', name: 'the first letter', ask: byMail, recorded: [medical, notYet('firstWrittenCommunicationAt')], says: 'text', of: ['wa_itemised_statement_right', 'wa_charity_care'] },
]; // prettier-ignore

test.each(cases)('$row: $name', (each) => {
  expect(sayingOf(['US-WA'], each)).toEqual(expected(each));
});
