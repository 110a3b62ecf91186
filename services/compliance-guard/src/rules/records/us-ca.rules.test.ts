import { byMail, bySelf, contactOf, expected, isAnswer, notYet, onDays, sayingOf, type RowCase } from '../row-case.ts';
import { aFact } from '../some-facts.ts';

const creditor = { settings: bySelf };
const barred = aFact('timeBarred', 'yes');
const commercial = [aFact('debtKind', 'commercial'), aFact('coveredCommercial')];
const letter = aFact('attorneyLetterReceivedAt', '2026-11-01');
const night = '2026-12-02T03:00:00Z';

const cases: readonly RowCase[] = [
  { row: 'reg-f-hours', name: 'binds a creditor here', at: night, facts: creditor, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'reg-f-calls-7-in-7', name: 'binds a creditor here', facts: creditor, contacts: onDays([25, 26, 26, 27, 27, 28, 28]), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'reg-f-initial-disclosure', name: 'does not bind a creditor', facts: creditor, recorded: [notYet('firstCommunicationAt')], says: 'nothing' },
  { row: 'reg-f-hours', name: 'binds about covered commercial debt', at: night, recorded: commercial, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'reg-f-hours', name: 'not about other commercial debt', at: night, recorded: commercial.slice(0, 1), says: 'nothing' },
  { row: 'reg-f-hours', name: 'not about covered debt before the act', at: '2025-07-01T03:00:00Z', recorded: [aFact('debtKind', 'commercial', { from: 0 }), aFact('coveredCommercial', true, { from: 0 })], says: 'nothing' },
  { row: 'ca-frequency', name: 'the third call', contacts: onDays([26, 28]), says: 'warn' },
  { row: 'ca-frequency', name: 'emails are not calls', contacts: onDays([26, 28], { channel: 'email', reach: 'sent' }), says: 'pass' },
  { row: 'ca-frequency', name: 'covered commercial debt', recorded: commercial, contacts: onDays([26, 28]), says: 'warn' },
  { row: 'ca-time-barred-notice', name: 'barred', ask: byMail, recorded: [barred], says: 'text', of: ['ca_time_barred'] },
  { row: 'ca-time-barred-notice', name: 'told', ask: byMail, recorded: [barred, aFact('timeBarredNoticeSentAt', '2026-10-01')], says: 'nothing' },
  { row: 'ca-time-barred-notice', name: 'not barred', ask: byMail, recorded: [aFact('timeBarred', 'no')], says: 'nothing' },
  { row: 'ca-time-barred-notice', name: 'a call', recorded: [barred], says: 'nothing' },
  { row: 'ca-time-barred-notice-unreportable', name: 'too old to report', ask: byMail, recorded: [barred, aFact('tooOldToReport'), aFact('timeBarredNoticeSentAt', '2026-10-01')], says: 'text', of: ['ca_time_barred_unreportable'] },
  { row: 'ca-time-barred-notice-unreportable', name: 'told', ask: byMail, recorded: [barred, aFact('tooOldToReport'), aFact('tooOldNoticeSentAt', '2026-10-01')], says: 'nothing' },
  { row: 'ca-licence-number', name: 'a letter', ask: byMail, says: 'text', of: ['ca_license_number'] },
  { row: 'ca-licence-number', name: 'not licensed', ask: byMail, recorded: [aFact('lackedLicences', ['US-CA'])], says: 'nothing' },
  { row: 'ca-attorney', name: 'the attorney asked for it', facts: creditor, recorded: [letter], says: 'block' },
  { row: 'ca-attorney', name: 'and does not answer', recorded: [letter, aFact('attorneyUnansweredAt', '2026-11-10')], says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { row: 'ca-attorney', name: 'and approved', recorded: [letter, aFact('contactPersonRepByAttorney')], says: 'nothing' },
  { row: 'ca-attorney', name: 'an answer to the customer', ask: isAnswer, recorded: [letter], says: 'nothing' },
  { row: 'ca-attorney', name: 'to the attorney', facts: contactOf({ affiliation: 'attorney' }), recorded: [letter], says: 'nothing' },
]; // prettier-ignore

test.each(cases)('$row: $name', (each) => {
  expect(sayingOf(['US-CA'], each)).toEqual(expected(each));
});
