import { asksWhere, stoppedBy, atWork, byEmail, bySelf, byText, contactOf, expected, onDays, sayingOf, type RowCase } from '../row-case.ts'; // prettier-ignore
import { aFact } from '../some-facts.ts';

const creditor = { settings: bySelf };
const former = { at: '2025-09-25T14:00:00Z' };
const talk = { isConversation: true, reach: 'spoke' } as const;
const work = { label: 'work' };
const relative = contactOf({ affiliation: 'relative' });
const oralRequest = aFact('workRequestOralAt', '2026-11-25', { from: Date.parse('2026-11-25T15:00:00Z') });
const cousin = aFact('householdMember');

const cases: readonly RowCase[] = [
  { row: 'ma-ag-phone-2-in-7', name: 'the third in seven days', facts: creditor, contacts: onDays([26, 28]), says: 'block', next: '2026-12-03T13:00:00.000Z' },
  { row: 'ma-ag-phone-2-in-7', name: 'a text after two unanswered calls', facts: creditor, ask: byText, contacts: onDays([26, 28], { reach: 'silent-voicemail' }), says: 'block', next: '2026-12-03T05:00:00.000Z' },
  { row: 'ma-ag-phone-2-in-7', name: 'the oldest is a week old', facts: creditor, contacts: onDays([24, 28]), says: 'pass' },
  { row: 'ma-ag-phone-2-in-7', name: 'calls to work are counted elsewhere', facts: creditor, contacts: onDays([26, 28], work), says: 'pass' },
  { row: 'ma-ag-phone-2-in-7', name: 'whoever bought the debt', recorded: [aFact('isDebtBuyer')], contacts: onDays([26, 28]), says: 'block', next: '2026-12-03T13:00:00.000Z' },
  { row: 'ma-ag-phone-2-in-7', name: 'a collector', contacts: onDays([26, 28]), says: 'nothing' },
  { row: 'ma-ag-other-place-2-in-30', name: 'the third at work in thirty days', facts: { ...creditor, ...atWork }, contacts: onDays([10, 28], work), says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { row: 'ma-ag-other-place-2-in-30', name: 'the second', facts: { ...creditor, ...atWork }, contacts: onDays([10], work), says: 'pass' },
  { row: 'ma-ag-hours', name: 'Eastern time counts wherever the customer is', at: '2026-12-02T03:00:00Z', zones: ['America/Los_Angeles'], facts: creditor, says: 'block', next: '2026-12-02T16:00:00.000Z' },
  { row: 'ma-ag-hours', name: 'waking hours', facts: creditor, says: 'pass' },
  { row: 'ma-ag-hours', name: 'hours the customer stated', at: '2026-12-02T03:00:00Z', facts: creditor, recorded: [aFact('statedConvenientTimes')], says: 'nothing' },
  { row: 'ma-ag-work-request', name: 'an oral request holds ten days', facts: { ...creditor, ...atWork }, recorded: [oralRequest], says: 'block', next: '2026-12-05T13:00:00.000Z' },
  { row: 'ma-ag-work-request', name: 'over', at: '2026-12-05T15:00:00Z', facts: { ...creditor, ...atWork }, recorded: [oralRequest], says: 'pass' },
  { row: 'ma-ag-work-request', name: 'confirmed in writing', at: '2026-12-08T15:00:00Z', facts: { ...creditor, ...atWork }, recorded: [oralRequest, aFact('workRequestWrittenAt', '2026-11-30')], says: 'block' },
  { row: 'ma-ag-caller-name', name: 'a call', facts: creditor, says: 'text', of: ['ma_caller_name'] },
  { row: 'ma-ag-caller-name', name: 'an email', facts: creditor, ask: byEmail, says: 'nothing' },
  { row: 'ma-ag-household-silence', name: 'somebody of the household', facts: { ...creditor, ...relative }, recorded: [cousin], says: 'block' },
  { row: 'ma-ag-household-silence', name: 'asked where the customer is', facts: { ...creditor, ...relative }, recorded: [cousin], ask: asksWhere, says: 'nothing' },
  { row: 'ma-ag-household-2-in-7', name: 'the third to the household', facts: { ...creditor, ...relative }, recorded: [cousin], ask: asksWhere, contacts: onDays([26, 28], { affiliation: 'relative' }), says: 'block', next: '2026-12-03T13:00:00.000Z' },
  { row: 'ma-ag-household-2-in-7', name: 'calls to the customer do not count', facts: { ...creditor, ...relative }, recorded: [cousin], ask: asksWhere, contacts: onDays([26, 28]), says: 'pass' },
  { row: 'ma-ag-household-2-in-30', name: 'the third to their work', facts: { ...creditor, ...contactOf({ affiliation: 'relative', label: 'work' }) }, recorded: [cousin], ask: asksWhere, contacts: onDays([5, 28], { affiliation: 'relative', label: 'work' }), says: 'block', next: '2026-12-05T13:00:00.000Z' },
  { row: 'ma-ag-household-2-in-30', name: 'the second', facts: { ...creditor, ...contactOf({ affiliation: 'relative', label: 'work' }) }, recorded: [cousin], ask: asksWhere, contacts: onDays([28], { affiliation: 'relative', label: 'work' }), says: 'pass' },
  { row: 'ma-ag-household-script', name: 'what is said', facts: { ...creditor, ...relative }, recorded: [cousin], ask: asksWhere, says: 'text', of: ['ma_household_script'] },
  { row: 'ma-ag-third-party', name: 'somebody else', facts: { ...creditor, ...relative }, says: 'block' },
  { row: 'ma-ag-third-party', name: 'asked where the customer is', facts: { ...creditor, ...relative }, ask: asksWhere, says: 'nothing' },
  { row: 'ma-ag-third-party', name: 'the customer', facts: creditor, says: 'nothing' },
  { row: 'ma-ag-third-party-script', name: 'what is said', facts: { ...creditor, ...relative }, ask: asksWhere, says: 'text', of: ['ma_third_party_script'] },
  { row: 'ma-dob-phone-2-in-7', name: 'the third in seven days', contacts: onDays([26, 28]), says: 'block', next: '2026-12-03T13:00:00.000Z' },
  { row: 'ma-dob-phone-2-in-7', name: 'about another debt', contacts: onDays([26, 28], { debtIds: ['LN-2-B'] }), says: 'pass' },
  { row: 'ma-dob-phone-2-in-7', name: 'a court permits it', contacts: onDays([26, 28]), recorded: [aFact('courtPermission')], says: 'nothing' },
  { row: 'ma-dob-phone-2-in-7', name: 'calls the customer asked for', contacts: onDays([26, 28], { isConsented: true }), says: 'pass' },
  { row: 'ma-dob-phone-2-in-7', name: 'before it was rewritten', ...former, says: 'nothing' },
  { row: 'ma-dob-phone-2-in-7-former', name: 'the former text then', ...former, says: 'pass' },
  { row: 'ma-dob-other-place-2-in-30', name: 'the third at work', facts: atWork, contacts: onDays([10, 28], work), says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { row: 'ma-dob-other-place-2-in-30', name: 'a day later than thirty', facts: atWork, contacts: onDays([1, 28], work), says: 'pass' },
  { row: 'ma-dob-hours-attorney-work', name: 'at night', at: '2026-12-02T03:00:00Z', says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'ma-dob-hours-attorney-work', name: 'with leave', at: '2026-12-02T03:00:00Z', recorded: [aFact('contactPersonUnusualTime')], says: 'nothing' },
  { row: 'ma-dob-attorney', name: 'represented', facts: stoppedBy('attorney'), says: 'block' },
  { row: 'ma-dob-attorney', name: 'the attorney agreed', facts: stoppedBy('attorney'), recorded: [aFact('contactPersonRepByAttorney')], says: 'nothing' },
  { row: 'ma-dob-work', name: 'the employer forbids it', facts: atWork, recorded: [aFact('employerProhibits')], says: 'block' },
  { row: 'ma-dob-work', name: 'an oral request holds ten days', facts: atWork, recorded: [oralRequest], says: 'block', next: '2026-12-05T13:00:00.000Z' },
  { row: 'ma-dob-work', name: 'with consent', facts: atWork, recorded: [aFact('employerProhibits'), aFact('contactPersonWork')], says: 'nothing' },
  { row: 'ma-dob-hours-former', name: 'at night, then', at: '2025-09-25T02:00:00Z', says: 'block', next: '2025-09-25T12:00:00.000Z' },
  { row: 'ma-dob-attorney-former', name: 'represented, then', ...former, facts: stoppedBy('attorney'), says: 'block', next: '2025-09-26T04:00:00.000Z' },
  { row: 'ma-dob-work-former', name: 'forbidden, then', ...former, facts: atWork, recorded: [aFact('employerProhibits', true, { from: 0 })], says: 'block', next: '2025-09-26T12:00:00.000Z' },
  { row: 'ma-dob-quiet-after-talk', name: 'the seventh day', contacts: onDays([25], talk), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'ma-dob-quiet-after-talk', name: 'the eighth', contacts: onDays([24], talk), says: 'pass' },
]; // prettier-ignore

test.each(cases)('$row: $name', (each) => {
  expect(sayingOf(['US-MA'], each)).toEqual(expected(each));
});
