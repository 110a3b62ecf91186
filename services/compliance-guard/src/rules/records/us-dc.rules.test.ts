import {
  asksWhere, stoppedBy, byEmail, byMail, bySelf, byText, contactOf, expected, isAnswer, notYet, onDays, sayingOf,
  type RowCase,
} from '../row-case.ts'; // prettier-ignore
import { aFact } from '../some-facts.ts';

const creditor = { settings: bySelf };
const talk = { isConversation: true, reach: 'spoke' } as const;
const emails = { channel: 'email', reach: 'sent', lineType: null } as const;
const asksConsent = { ...byEmail, says: { asksForConsent: true } };
const askedForDocuments = aFact('documentRequestAt', '2026-11-20');
const askedToBeCalled = aFact('directConsentTo', [], { from: Date.parse('2026-11-30T15:00:00Z') });

const cases: readonly RowCase[] = [
  { row: 'dc-calls-4-in-7', name: 'the fifth', contacts: onDays([25, 26, 27, 28]), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'dc-calls-4-in-7', name: 'the creditor’s fifth', facts: creditor, contacts: onDays([25, 26, 27, 28]), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'dc-calls-4-in-7', name: 'the fourth', contacts: onDays([25, 26, 27]), says: 'pass' },
  { row: 'dc-calls-4-in-7', name: 'a voicemail that nobody spoke on', contacts: onDays([25, 26, 27, 28], { reach: 'silent-voicemail' }), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'dc-calls-4-in-7', name: 'no way to leave a message', contacts: onDays([25, 26, 27, 28], { reach: 'no-answer' }), says: 'pass' },
  { row: 'dc-calls-4-in-7', name: 'calls the customer asked for', contacts: onDays([25, 26, 27, 28], { isConsented: true }), says: 'pass' },
  { row: 'dc-calls-4-in-7', name: 'a call the customer asked for', contacts: onDays([25, 26, 27, 28]), recorded: [askedToBeCalled], says: 'nothing' },
  { row: 'dc-calls-4-in-7', name: 'not thirty days past due', recorded: [aFact('pastDueOver30Days', false)], says: 'nothing' },
  { row: 'dc-calls-4-in-7', name: 'secured by real estate', recorded: [aFact('securedByRealEstate')], says: 'nothing' },
  { row: 'dc-electronic-5-in-7', name: 'the sixth', ask: byEmail, contacts: onDays([25, 26, 27, 28, 29], emails), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'dc-electronic-5-in-7', name: 'the fifth', ask: byEmail, contacts: onDays([25, 26, 27, 28], emails), says: 'pass' },
  { row: 'dc-electronic-5-in-7', name: 'the customer agreed to more', ask: byEmail, contacts: onDays([25, 26, 27, 28, 29], emails), recorded: [aFact('agreedToMoreMessages')], says: 'nothing' },
  { row: 'dc-electronic-5-in-7', name: 'an answer', ask: { ...byEmail, ...isAnswer }, contacts: onDays([25, 26, 27, 28, 29], emails), says: 'nothing' },
  { row: 'dc-electronic-consent', name: 'no consent', ask: byEmail, says: 'block' },
  { row: 'dc-electronic-consent', name: 'consent', ask: byEmail, recorded: [aFact('electronicConsent')], says: 'pass' },
  { row: 'dc-electronic-consent', name: 'asking for it', ask: asksConsent, says: 'nothing' },
  { row: 'dc-electronic-consent-asked-by-email', name: 'asked a second time in seven days', ask: asksConsent, contacts: onDays([28], emails), says: 'block', next: '2026-12-05T13:00:00.000Z' },
  { row: 'dc-electronic-consent-asked-by-email', name: 'asked by text before', ask: asksConsent, contacts: onDays([28], { channel: 'text', reach: 'sent' }), says: 'pass' },
  { row: 'dc-electronic-after-notice', name: 'not mailed', ask: byText, says: 'block' },
  { row: 'dc-electronic-after-notice', name: 'mailed', ask: byText, recorded: [aFact('documentRightsNoticeAt', '2026-11-01')], says: 'pass' },
  { row: 'dc-electronic-after-notice-creditor', name: 'a creditor is warned', facts: creditor, ask: byText, says: 'warn' },
  { row: 'dc-electronic-opt-out', name: 'an email', ask: byEmail, says: 'text', of: ['opt_out'] },
  { row: 'dc-electronic-opt-out-kept', name: 'opted out', ask: byEmail, facts: stoppedBy('opted-out', { contactIds: ['CT-1-A'] }), says: 'block' },
  { row: 'dc-electronic-opt-out-kept', name: 'of another address', ask: byEmail, facts: stoppedBy('opted-out', { contactIds: ['CT-2-B'] }), says: 'pass' },
  { row: 'dc-call-opt-out', name: 'in writing', recorded: [aFact('callOptOutWrittenAt', '2026-11-01')], says: 'block' },
  { row: 'dc-call-opt-out', name: 'a text', ask: byText, recorded: [aFact('callOptOutWrittenAt', '2026-11-01')], says: 'nothing' },
  { row: 'dc-no-employer-family', name: 'the employer', facts: contactOf({ affiliation: 'employer' }), says: 'block' },
  { row: 'dc-no-employer-family', name: 'an employer that asked for the loan', facts: contactOf({ affiliation: 'employer' }), recorded: [aFact('extenderGuaranteedByEmployer')], says: 'nothing' },
  { row: 'dc-no-employer-family', name: 'execution of a judgment', facts: contactOf({ affiliation: 'employer' }), recorded: [aFact('judgment')], says: 'nothing' },
  { row: 'dc-no-family', name: 'a relative', facts: contactOf({ affiliation: 'relative' }), says: 'block' },
  { row: 'dc-no-family', name: 'the spouse', facts: contactOf({ affiliation: 'spouse' }), says: 'block' },
  { row: 'dc-no-family', name: 'asked by themselves', facts: contactOf({ affiliation: 'relative' }), recorded: [aFact('askedByThemselves')], says: 'nothing' },
  { row: 'dc-no-family', name: 'a minor’s parent', facts: contactOf({ affiliation: 'parent' }), recorded: [aFact('isMinor')], says: 'nothing' },
  { row: 'dc-no-family', name: 'asked where the customer is', facts: contactOf({ affiliation: 'relative' }), ask: asksWhere, says: 'nothing' },
  { row: 'dc-quiet-after-talk', name: 'the seventh day', facts: creditor, contacts: onDays([25], talk), says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'dc-quiet-after-talk', name: 'the eighth', facts: creditor, contacts: onDays([24], talk), says: 'pass' },
  { row: 'dc-quiet-after-talk', name: 'the customer asks for a call', facts: creditor, contacts: onDays([27], talk), recorded: [askedToBeCalled], says: 'nothing' },
  { row: 'dc-hours', name: 'Eastern time alone', at: '2026-12-02T03:00:00Z', zones: ['America/Los_Angeles'], facts: creditor, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { row: 'dc-hours', name: 'eight in the morning there', at: '2026-12-01T13:00:00Z', zones: ['America/Los_Angeles'], facts: creditor, says: 'pass' },
  { row: 'dc-attorney', name: 'represented', facts: stoppedBy('attorney'), says: 'block' },
  { row: 'dc-attorney', name: 'to the attorney', facts: { ...stoppedBy('attorney'), ...contactOf({ affiliation: 'attorney' }) }, says: 'nothing' },
  { row: 'dc-deceased', name: 'the spouse of a dead customer', facts: { ...stoppedBy('deceased'), ...contactOf({ affiliation: 'spouse' }) }, says: 'block' },
  { row: 'dc-deceased', name: 'the executor', facts: { ...stoppedBy('deceased'), ...contactOf({ affiliation: 'executor' }) }, says: 'nothing' },
  { row: 'dc-deceased-not-liable', name: 'the executor is told', facts: contactOf({ affiliation: 'executor' }), says: 'text', of: ['dc_not_personally_liable'] },
  { row: 'dc-written-identify', name: 'a letter', ask: byMail, says: 'text', of: ['dc_collection_purpose', 'dc_owner_of_debt'] },
  { row: 'dc-written-identify', name: 'a call', says: 'nothing' },
  { row: 'dc-document-request-hold', name: 'asked for', recorded: [askedForDocuments], says: 'hold' },
  { row: 'dc-document-request-hold', name: 'sent', recorded: [askedForDocuments, aFact('documentsSentAt', '2026-11-30')], says: 'pass' },
  { row: 'dc-document-request-hold', name: 'the original creditor', facts: creditor, recorded: [askedForDocuments], says: 'nothing' },
  { row: 'dc-document-request-due', name: 'within fifteen days', recorded: [askedForDocuments], says: 'duty', of: '2026-12-05' },
  { row: 'dc-document-rights', name: 'the first letter about a charged-off debt', ask: byMail, recorded: [aFact('chargeOffDate', '2026-02-01'), notYet('firstWrittenCommunicationAt')], says: 'text', of: ['dc_document_rights'] },
  { row: 'dc-document-rights', name: 'a later one', ask: byMail, recorded: [aFact('chargeOffDate', '2026-02-01')], says: 'nothing' },
  { row: 'dc-plan-copy', name: 'within seven days', recorded: [aFact('planAgreedAt', '2026-11-30')], says: 'duty', of: '2026-12-07' },
  { row: 'dc-plan-copy', name: 'sent', recorded: [aFact('planAgreedAt', '2026-11-30'), aFact('planCopySentAt', '2026-11-30')], says: 'pass' },
  { row: 'dc-emergency-freeze', name: 'declared', recorded: [aFact('publicHealthEmergency')], says: 'block' },
  { row: 'dc-emergency-freeze', name: 'until the day it ends for', recorded: [aFact('publicHealthEmergency', true, { until: Date.parse('2026-12-10T05:00:00Z') })], says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { row: 'dc-emergency-freeze', name: 'an answer', ask: isAnswer, recorded: [aFact('publicHealthEmergency')], says: 'nothing' },
  { row: 'dc-emergency-freeze', name: 'the original creditor', facts: creditor, recorded: [aFact('publicHealthEmergency')], says: 'nothing' },
]; // prettier-ignore

test.each(cases)('$row: $name', (each) => {
  expect(sayingOf(['US-DC'], each)).toEqual(expected(each));
});
