import {
  asksWhere, stoppedBy, atWork, byEmail, byMail, bySelf, byText, contactOf, expected, notYet, onDays, sayingOf,
  type RowCase,
} from '../row-case.ts'; // prettier-ignore
import { aFact } from '../some-facts.ts';

const creditor = { settings: bySelf };
const night = '2026-12-02T03:00:00Z';
const morning = '2026-12-02T13:00:00.000Z';
const employer = contactOf({ affiliation: 'employer', label: 'work' });
const relative = contactOf({ affiliation: 'relative' });
const barred = aFact('timeBarred', 'yes');
const bought = aFact('isDebtBuyer');
const forbidden = aFact('employerProhibits');
const work = { label: 'work', lineType: 'business' } as const;
const talk = { isConversation: true, reach: 'spoke' } as const;
const letter = aFact('attorneyLetterReceivedAt', '2026-11-01');
const inaccurate = aFact('inaccuracyNoticeAt', '2026-11-20');
const many = Array.from({ length: 30 }, (_, i) => 25 + (i % 6));
const suit = { ...byMail, says: { threatensLegalAction: true } };
const installment = aFact('loanLicence', 'installment');

/** States whose rows are few, each with its table. */
const tables: readonly (readonly [state: string, cases: readonly RowCase[]])[] = [
  ['US-WV', [
    { row: 'wv-30-calls-10-talks', name: 'a collector’s 31st call', contacts: onDays(many), says: 'warn' },
    { row: 'wv-30-calls-10-talks', name: 'the 30th', contacts: onDays(many.slice(1)), says: 'pass' },
    { row: 'wv-10-talks', name: 'a collector’s 11th conversation', contacts: onDays(many.slice(0, 10), talk), says: 'warn' },
    { row: 'wv-30-calls-creditor', name: 'a creditor’s 31st call', facts: creditor, contacts: onDays(many), says: 'block', next: morning },
    { row: 'wv-30-calls-creditor', name: 'a creditor’s 30th', facts: creditor, contacts: onDays(many.slice(1)), says: 'pass' },
    { row: 'wv-10-talks-creditor', name: 'a creditor’s 11th conversation', facts: creditor, contacts: onDays(many.slice(0, 10), talk), says: 'block', next: morning },
    { row: 'wv-hours', name: 'at night', at: night, facts: creditor, says: 'block', next: morning },
    { row: 'wv-hours', name: 'known to suit', at: night, facts: creditor, recorded: [aFact('statedConvenientTimes')], says: 'nothing' },
  ]],
  ['US-FL', [
    { row: 'fl-quiet-hours', name: 'a text at night', at: night, ask: byText, facts: creditor, says: 'block', next: morning },
    { row: 'fl-quiet-hours', name: 'an email', at: night, ask: byEmail, says: 'nothing' },
    { row: 'fl-quiet-hours', name: 'with consent', at: night, recorded: [aFact('contactPersonUnusualTime')], says: 'nothing' },
    { row: 'fl-quiet-hours-email-former', name: 'an email before the change', at: '2025-05-15T03:00:00Z', ask: byEmail, says: 'block', next: '2025-05-15T12:00:00.000Z' },
    { row: 'fl-quiet-hours-email-former', name: 'and after it', at: '2025-05-17T03:00:00Z', ask: byEmail, says: 'nothing' },
    { row: 'fl-employer', name: 'before judgment', facts: { ...creditor, ...employer }, says: 'block' },
    { row: 'fl-employer', name: 'after judgment', facts: employer, recorded: [aFact('judgment')], says: 'pass' },
    { row: 'fl-employer', name: 'the debt acknowledged', facts: employer, recorded: [aFact('acknowledgedInWriting')], says: 'nothing' },
    { row: 'fl-employer', name: 'written permission', facts: employer, recorded: [aFact('writtenThirdPartyPermission')], says: 'nothing' },
  ]],
  ['US-PA', [
    { row: 'pa-1-conversation-7-calls', name: 'after a conversation', facts: creditor, contacts: onDays([26], talk), says: 'block', next: '2026-12-03T13:00:00.000Z' },
    { row: 'pa-1-conversation-7-calls', name: 'a week ago', facts: creditor, contacts: onDays([24], talk), says: 'pass' },
    { row: 'pa-1-conversation-7-calls', name: 'a court permits it', contacts: onDays([26], talk), recorded: [aFact('courtPermission')], says: 'nothing' },
    { row: 'reg-f-calls-7-in-7', name: 'binds a creditor here', facts: creditor, contacts: onDays(many.slice(0, 7)), says: 'block', next: '2026-12-02T13:00:00.000Z' },
    { row: 'reg-f-hours', name: 'calls of a creditor at night', at: night, facts: creditor, says: 'block', next: morning },
    { row: 'reg-f-hours', name: 'a creditor’s email', at: night, ask: byEmail, facts: creditor, says: 'nothing' },
  ]],
  ['US-OR', [
    { row: 'or-hours', name: 'at night', at: night, facts: creditor, says: 'block', next: morning },
    { row: 'or-hours', name: 'by day', facts: creditor, says: 'pass' },
    { row: 'or-work', name: 'the second in seven days', facts: { ...creditor, ...atWork }, contacts: onDays([28], work), says: 'block', next: '2026-12-05T13:00:00.000Z' },
    { row: 'or-work', name: 'one at home', facts: atWork, contacts: onDays([28]), says: 'pass' },
    { row: 'or-work-home-first', name: 'reachable at home', facts: atWork, recorded: [aFact('reachableAtHome')], says: 'block' },
    { row: 'or-work-home-first', name: 'not reachable there', facts: atWork, says: 'pass' },
    { row: 'or-work-request', name: 'asked not to', facts: atWork, recorded: [aFact('workRequestOralAt', '2026-03-01')], says: 'block' },
    { row: 'or-work-request', name: 'at home', recorded: [aFact('workRequestOralAt', '2026-03-01')], says: 'nothing' },
  ]],
  ['US-MI', [
    { row: 'mi-hours', name: 'nine in the evening', at: '2026-12-02T02:00:00Z', ask: byEmail, facts: creditor, says: 'block', next: morning },
    { row: 'mi-hours', name: 'agreed in writing', at: night, recorded: [aFact('unusualTimeAgreedInWriting')], says: 'nothing' },
    { row: 'mi-hours-repeated', name: 'the third in seven days', facts: creditor, contacts: onDays([26, 28]), says: 'warn' },
  ]],
  ...['co', 'ar'].map((state): readonly [string, readonly RowCase[]] => [`US-${state.toUpperCase()}`, [
    { row: `${state}-hours`, name: 'at night', at: night, says: 'block', next: morning },
    { row: `${state}-hours`, name: 'with consent', at: night, recorded: [aFact('contactPersonUnusualTime')], says: 'nothing' },
    { row: `${state}-hours`, name: 'a creditor', at: night, facts: creditor, says: 'nothing' },
    { row: `${state}-attorney`, name: 'represented', facts: stoppedBy('attorney'), says: 'block' },
    { row: `${state}-attorney`, name: 'with consent', facts: stoppedBy('attorney'), recorded: [aFact('contactPersonRepByAttorney')], says: 'nothing' },
    { row: `${state}-work`, name: 'the employer forbids it', facts: atWork, recorded: [forbidden], says: 'block' },
    { row: `${state}-work`, name: 'with consent', facts: atWork, recorded: [forbidden, aFact('contactPersonWork')], says: 'nothing' },
    { row: `${state}-work`, name: 'not forbidden', facts: atWork, says: 'pass' },
  ]]),
  ['US-AZ', [
    { row: 'az-attorney', name: 'represented', facts: stoppedBy('attorney'), says: 'block' },
    { row: 'az-attorney', name: 'the attorney denies it', facts: stoppedBy('attorney'), recorded: [aFact('attorneyDenied')], says: 'nothing' },
    { row: 'az-attorney', name: 'before the amendment', at: '2023-10-01T15:00:00Z', facts: stoppedBy('attorney'), says: 'nothing' },
    { row: 'az-cease', name: 'asked to stop', facts: stoppedBy('cease'), says: 'block' },
    { row: 'az-cease', name: 'the end of efforts', ask: { ...byMail, subject: 'ceaseCommunicationAcknowledgement' }, facts: stoppedBy('cease'), says: 'nothing' },
    { row: 'az-identify', name: 'every message', says: 'text', of: ['az_debt_collector'] },
  ]],
  ['US-PR', [
    { row: 'pr-work-hours', name: 'in working hours', facts: atWork, says: 'block', next: '2026-12-01T22:00:00.000Z' },
    { row: 'pr-work-hours', name: 'on a Saturday', at: '2026-12-05T15:00:00Z', facts: atWork, says: 'pass' },
    { row: 'pr-work-hours', name: 'with consent', facts: atWork, recorded: [aFact('contactPersonWork')], says: 'nothing' },
    { row: 'pr-work-hours', name: 'with consent, and the employer forbids it', facts: atWork, recorded: [aFact('contactPersonWork'), forbidden], says: 'block', next: '2026-12-01T22:00:00.000Z' },
    { row: 'pr-work-hours', name: 'at home', says: 'nothing' },
  ]],
  ['US-NH', [
    { row: 'nh-work-1-per-month', name: 'from memory only', facts: atWork, contacts: onDays([10], work), says: 'off' },
    { row: 'nh-work-1-per-month', name: 'the customer wished it in writing', facts: atWork, contacts: onDays([10], work), recorded: [aFact('contactPersonWork')], says: 'nothing' },
    { row: 'nh-harassment', name: 'the third call', facts: creditor, contacts: onDays([26, 28]), says: 'warn' },
    { row: 'nh-harassment-hours', name: 'a call at night', at: night, facts: creditor, says: 'warn' },
  ]],
  ['US-NC', [
    { row: 'nc-frequency', name: 'the third contact', facts: creditor, contacts: onDays([26, 28]), says: 'warn' },
    { row: 'nc-frequency-hours', name: 'an email at night', at: night, ask: byEmail, facts: creditor, says: 'warn' },
    { row: 'nc-work', name: 'against the customer’s word', facts: atWork, recorded: [aFact('workRequestOralAt', '2026-03-01')], says: 'block' },
    { row: 'nc-work', name: 'no other number known', facts: atWork, recorded: [aFact('workRequestOralAt', '2026-03-01'), aFact('noOtherNumberKnown')], says: 'nothing' },
    { row: 'nc-attorney', name: 'the attorney gave notice', recorded: [letter], says: 'block' },
    { row: 'nc-attorney', name: 'to a creditor', facts: creditor, recorded: [letter], says: 'nothing' },
    { row: 'nc-third-party', name: 'a creditor and a relative', facts: { ...creditor, ...relative }, says: 'block' },
    { row: 'nc-third-party', name: 'the spouse', facts: { ...creditor, ...contactOf({ affiliation: 'spouse' }) }, says: 'nothing' },
    { row: 'nc-third-party', name: 'a parent of a minor at home', facts: { ...creditor, ...contactOf({ affiliation: 'parent' }) }, recorded: [aFact('isMinor'), aFact('householdMember')], says: 'nothing' },
    { row: 'nc-third-party', name: 'written permission', facts: { ...creditor, ...relative }, recorded: [aFact('writtenThirdPartyPermission')], says: 'nothing' },
    { row: 'nc-third-party', name: 'asked where the customer is', facts: { ...creditor, ...relative }, ask: asksWhere, says: 'nothing' },
    { row: 'nc-buyer-time-barred', name: 'a bought debt that is barred', recorded: [bought, barred], says: 'block' },
    { row: 'nc-buyer-time-barred', name: 'one that is not', recorded: [bought, aFact('timeBarred', 'no')], says: 'pass' },
    { row: 'nc-buyer-time-barred', name: 'a debt that nobody bought', recorded: [barred], says: 'nothing' },
  ]],
  ['US-TX', [
    { row: 'tx-repeated-calls', name: 'the third call', facts: creditor, contacts: onDays([26, 28]), says: 'warn' },
    { row: 'tx-dispute-hold', name: 'not investigated', recorded: [inaccurate], says: 'hold' },
    { row: 'tx-dispute-hold', name: 'answered', recorded: [inaccurate, aFact('inaccuracyAnsweredAt', '2026-11-28')], says: 'pass' },
    { row: 'tx-dispute-hold', name: 'a creditor', facts: creditor, recorded: [inaccurate], says: 'nothing' },
    { row: 'tx-dispute-answer', name: 'within thirty days', recorded: [inaccurate], says: 'duty', of: '2026-12-20' },
    { row: 'tx-dispute-correct', name: 'within five business days', recorded: [aFact('inaccuracyAdmittedAt', '2026-11-30')], says: 'duty', of: '2026-12-07' },
    { row: 'tx-debt-buyer-time-barred', name: 'the first letter', ask: byMail, recorded: [bought, barred, notYet('firstWrittenCommunicationAt')], says: 'text', of: ['tx_time_barred'] },
    { row: 'tx-debt-buyer-time-barred', name: 'a later one', ask: byMail, recorded: [bought, barred], says: 'nothing' },
    { row: 'tx-debt-buyer-no-suit', name: 'a suit announced', ask: suit, recorded: [bought, barred], says: 'block' },
    { row: 'tx-debt-buyer-no-suit', name: 'a debt that nobody bought', ask: suit, recorded: [barred], says: 'nothing' },
  ]],
  ['US-CT', [
    { row: 'ct-creditor-conduct', name: 'a creditor’s third call', facts: creditor, contacts: onDays([26, 28]), says: 'warn' },
    { row: 'ct-creditor-conduct', name: 'a collector’s', contacts: onDays([26, 28]), says: 'nothing' },
  ]],
  ['US-NV', [
    { row: 'nv-medical-60-days', name: 'within sixty days', recorded: [aFact('debtKind', 'medical'), aFact('medicalNoticeMailedOn', '2026-10-10')], says: 'block', next: '2026-12-09T13:00:00.000Z' },
    { row: 'nv-medical-60-days', name: 'nothing mailed', recorded: [aFact('debtKind', 'medical')], says: 'block' },
    { row: 'nv-medical-60-days', name: 'over', recorded: [aFact('debtKind', 'medical'), aFact('medicalNoticeMailedOn', '2026-10-02')], says: 'pass' },
    { row: 'nv-medical-60-days', name: 'another debt', says: 'nothing' },
    { row: 'reg-f-hours', name: 'binds a payday lender after default', at: night, facts: creditor, recorded: [aFact('loanLicence', 'payday'), aFact('defaultDate', '2026-06-01')], says: 'block', next: morning },
    { row: 'reg-f-hours', name: 'not before the day of default', at: night, facts: creditor, recorded: [aFact('loanLicence', 'payday'), aFact('defaultDate', '2026-12-02')], says: 'nothing' },
    { row: 'reg-f-hours', name: 'not before default', at: night, facts: creditor, recorded: [aFact('loanLicence', 'payday')], says: 'nothing' },
  ]],
  ['US-MN', [
    { row: 'mn-counselling-sheet', name: 'the first letter', ask: byMail, recorded: [notYet('firstWrittenCommunicationAt')], says: 'text', of: ['mn_counselling_sheet'] },
    { row: 'mn-counselling-sheet', name: 'a later one', ask: byMail, says: 'nothing' },
  ]],
  ['US-GA', [
    { row: 'ga-installment-night-hours', name: 'eleven at night', at: '2026-12-02T04:00:00Z', facts: creditor, recorded: [installment], says: 'block', next: '2026-12-02T10:00:00.000Z' },
    { row: 'ga-installment-night-hours', name: 'half past nine', at: '2026-12-02T02:30:00Z', facts: creditor, recorded: [installment], says: 'pass' },
    { row: 'ga-installment-night-hours', name: 'another lender', at: '2026-12-02T04:00:00Z', facts: creditor, says: 'nothing' },
    { row: 'ga-installment-federal', name: 'a collector of such a lender', recorded: [installment], says: 'pass' },
    { row: 'ga-installment-federal', name: 'the lender itself', facts: creditor, recorded: [installment], says: 'nothing' },
  ]],
]; // prettier-ignore

describe.each(tables)('%s', (state, cases) => {
  test.each(cases)('$row: $name', (each) => {
    expect(sayingOf([state], each)).toEqual(expected(each));
  });
});
