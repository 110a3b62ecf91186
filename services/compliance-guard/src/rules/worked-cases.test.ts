import { validationPeriod } from './validation-period.ts';
import { warningsOf } from '../decisions/warnings.ts';
import { evaluate } from './evaluate.ts';
import type { CountedContact, Facts } from './facts.ts';
import { firstAllowedAt } from './next-allowed.ts';
import { ruleset } from './ruleset.ts';
import { aCall, aContact, aFact, anAsk, aStop, someFacts, zonesIn } from './some-facts.ts';
import { answerOf, type Case } from './worked-case.ts';

const NY = 'America/New_York';
const sevenCalls = ['12-01', '12-02', '12-02', '12-02', '12-03', '12-03', '12-03'].map((day, i) =>
  aCall(`2026-${day}T1${i}:00:00`),
);
const talk = (at: string): CountedContact[] => [aCall(at, { isConversation: true })];
const askedFor = (days: string[]) => aFact('directConsentTo', days, { from: Date.parse('2026-12-07T20:05:00Z') });
const landline = aContact({ label: 'home', lineType: 'residential' });
const anEmail = aContact({ contactType: 'email', lineType: null });
/** At noon in New York. */
const optOut = aStop('opted-out', { contactIds: ['CT-1-A'], since: Date.parse('2026-12-01T17:00:00Z') });
const stopped: Partial<Facts> = { stops: [optOut], contact: aContact({ receiveTextMessages: false }) };

/** The cases that federal law decides, by the numbers of the rules document; `by` names the rules that refuse. */
const cases: readonly Case[] = [
  { no: 1, at: '2026-12-01T15:00:00Z' },
  { no: 2, at: '2026-12-01T12:59:59Z', by: ['reg-f-hours'], next: '2026-12-01T13:00:00.000Z' },
  { no: 3, at: '2026-12-02T02:00:00Z', by: ['reg-f-hours'], next: '2026-12-02T13:00:00.000Z' },
  { no: 4, at: '2026-12-02T01:59:59Z' },
  { no: 5, at: '2026-12-01T15:30:00Z', zones: ['America/Los_Angeles', NY], by: ['reg-f-hours'], next: '2026-12-01T16:00:00.000Z' },
  { no: 6, at: '2026-12-02T02:30:00Z', zones: ['America/Los_Angeles', NY], by: ['reg-f-hours'], next: '2026-12-02T16:00:00.000Z' },
  { no: 7, at: '2026-12-01T17:00:00Z', zones: ['Pacific/Honolulu', NY], by: ['reg-f-hours'], next: '2026-12-01T18:00:00.000Z' },
  { no: 8, at: '2027-07-01T17:30:00Z', zones: ['Pacific/Honolulu', NY], by: ['reg-f-hours'], next: '2027-07-01T18:00:00.000Z' },
  { no: 9, at: '2027-03-13T12:30:00Z', ask: { channel: 'email' }, by: ['reg-f-hours'], next: '2027-03-13T13:00:00.000Z' },
  { no: 10, at: '2027-03-14T12:30:00Z', ask: { channel: 'email' } },
  { no: 11, at: '2026-10-31T12:30:00Z', ask: { channel: 'text' } },
  { no: 12, at: '2026-11-01T12:30:00Z', ask: { channel: 'text' }, by: ['reg-f-hours'], next: '2026-11-01T13:00:00.000Z' },
  { no: 13, at: '2027-03-14T14:30:00Z', zones: zonesIn('AZ', '85001'), by: ['reg-f-hours'], next: '2027-03-14T15:00:00.000Z' },
  { no: 14, at: '2027-07-01T14:30:00Z', zones: zonesIn('AZ', '86515') },
  { no: 15, at: '2027-07-01T14:30:00Z', zones: zonesIn('AZ', '86599'), by: ['reg-f-hours'], next: '2027-07-01T15:00:00.000Z' },
  { no: 16, at: '2026-12-01T13:30:00Z', zones: zonesIn('FL'), by: ['reg-f-hours'], next: '2026-12-01T14:00:00.000Z' },
  { no: 17, at: '2026-12-01T15:00:00Z', zones: [NY, 'Pacific/Guam'], by: ['reg-f-hours'], next: '2026-12-01T22:00:00.000Z' },
  { no: 18, at: '2026-12-04T15:00:00Z', contacts: sevenCalls.slice(0, 6) },
  { no: '18, the seventh dated tomorrow by another replica’s clock', at: '2026-12-04T15:00:00Z', contacts: [...sevenCalls.slice(0, 6), aCall('2026-12-05T00:30:00')], by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: 19, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: 20, at: '2026-12-07T15:00:00Z', contacts: sevenCalls.map((call, i) => (i < 2 ? { ...call, reach: 'not-connected' } : call)) },
  { no: 21, at: '2026-12-07T15:00:00Z', contacts: sevenCalls.map((call, i) => ({ ...call, reach: i < 4 ? 'no-answer' : 'silent-voicemail' })), by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: 22, at: '2026-12-07T15:00:00Z', contacts: sevenCalls.map((call) => ({ ...call, counts: false })) },
  { no: 23, at: '2026-12-08T15:00:00Z', contacts: talk('2026-12-07T15:00:00'), by: ['reg-f-calls-after-conversation'], next: '2026-12-14T13:00:00.000Z' },
  { no: 24, at: '2026-12-14T01:00:00Z', contacts: talk('2026-12-07T15:00:00'), by: ['reg-f-calls-after-conversation'], next: '2026-12-14T13:00:00.000Z' },
  { no: 25, at: '2026-12-14T13:00:00Z', contacts: talk('2026-12-07T15:00:00') },
  { no: 26, at: '2026-12-08T15:00:00Z', contacts: [aCall('2026-12-07T15:00:00', { counts: false, isConversation: true })], by: ['reg-f-calls-after-conversation'], next: '2026-12-14T13:00:00.000Z' },
  { no: 27, at: '2026-12-10T15:00:00Z', contacts: talk('2026-12-07T15:00:00'), recorded: [askedFor(['2026-12-10'])] },
  { no: '27, on another day than the one asked for', at: '2026-12-09T15:00:00Z', contacts: talk('2026-12-07T15:00:00'), recorded: [askedFor(['2026-12-10'])], by: ['reg-f-calls-after-conversation'], next: '2026-12-10T13:00:00.000Z' },
  { no: '27, without a day named', at: '2026-12-13T15:00:00Z', contacts: talk('2026-12-07T15:00:00'), recorded: [askedFor([])] },
  { no: '27, used up by the next conversation', at: '2026-12-10T20:00:00Z', contacts: [...talk('2026-12-07T15:00:00'), ...talk('2026-12-10T09:00:00')], recorded: [askedFor(['2026-12-10'])], by: ['reg-f-calls-after-conversation'], next: '2026-12-17T13:00:00.000Z' },
  { no: 28, at: '2027-03-17T14:00:00Z', contacts: talk('2027-03-11T20:00:00'), by: ['reg-f-calls-after-conversation'], next: '2027-03-18T12:00:00.000Z' },
  { no: '28, the call itself', at: '2027-03-18T12:00:00Z', contacts: talk('2027-03-11T20:00:00') },
  { no: 29, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, ask: { debtIds: ['LN-2-B'] } },
  { no: 30, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, ask: { debtIds: ['LN-1-A', 'LN-2-B'] }, by: ['reg-f-calls-7-in-7'], next: '2026-12-08T13:00:00.000Z' },
  { no: 31, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, facts: { contact: { ...someFacts(anAsk({ at: '2026-12-07T15:00:00Z' })).contact, affiliation: 'attorney' } } },
  { no: 32, at: '2026-12-07T15:00:00Z', contacts: sevenCalls, ask: { channel: 'text' } },
  { no: 36, at: '2026-12-01T15:35:00Z', zones: ['America/Los_Angeles'], facts: { contact: aContact({ label: 'home', lineType: 'residential' }), jurisdictions: ['US-WA'] }, by: ['reg-f-hours'], next: '2026-12-01T16:00:00.000Z' },
  { no: 43, at: '2026-12-07T15:00:00Z', ask: { isAutodialed: true }, by: ['tcpa-cell-consent'], next: null },
  { no: 44, at: '2026-12-05T15:00:00Z', ask: { says: { isPrerecorded: true } }, facts: { contact: landline }, contacts: ['2026-11-10', '2026-11-20', '2026-12-01'].map((day) => aCall(`${day}T10:00:00`, { lineType: 'residential', isPrerecorded: true, isConversation: false })), by: ['tcpa-residential-3-in-30'], next: '2026-12-10T13:00:00.000Z' },
  { no: 45, at: '2026-12-01T17:03:00Z', ask: { channel: 'text', theme: 'opsServicing', themeClass: 'servicing', subject: 'electronicConsentOptOut' }, facts: stopped },
  { no: '45, a second confirmation', at: '2026-12-01T17:04:00Z', ask: { channel: 'text', theme: 'opsServicing', themeClass: 'servicing', subject: 'electronicConsentOptOut' }, facts: stopped, contacts: [aCall('2026-12-01T12:01:00', { channel: 'text', reach: 'sent' })], by: ['reg-f-medium-opt-out', 'tcpa-revocation', 'tcpa-revocation-confirmation'] },
  { no: 46, at: '2026-12-01T17:10:00Z', ask: { channel: 'text' }, facts: stopped, by: ['reg-f-medium-opt-out', 'tcpa-revocation'] },
  { no: 47, at: '2026-12-01T17:10:00Z', ask: { channel: 'email', says: { isResponseToInbound: true } }, facts: { contact: anEmail, stops: [optOut] } },
  { no: '47, without a question', at: '2026-12-01T17:10:00Z', ask: { channel: 'email' }, facts: { contact: anEmail, stops: [optOut] }, by: ['reg-f-medium-opt-out'] },
  { no: 48, at: '2026-12-01T15:00:00Z', ask: { channel: 'email' }, facts: { contact: { ...anEmail, label: 'work' } }, recorded: [aFact('ownerIsEmployer')], by: ['reg-f-work-email'] },
  { no: 49, at: '2026-12-01T15:00:00Z', ask: { channel: 'email' }, facts: { contact: anEmail, stops: [aStop('attorney')] }, by: ['reg-f-attorney-represented'] },
  { no: '49, silent for thirty days', at: '2026-12-01T15:00:00Z', ask: { channel: 'email' }, facts: { contact: anEmail, stops: [aStop('attorney')] }, recorded: [aFact('attorneyUnansweredAt', '2026-11-03')], by: ['reg-f-attorney-represented'], next: '2026-12-03T13:00:00.000Z' },
  { no: 50, at: '2026-12-01T15:00:00Z', ask: { channel: 'mail', subject: 'ceaseCommunicationRefuseToPay' }, facts: { stops: [aStop('cease')] } },
  { no: '50, everything else', at: '2026-12-01T15:00:00Z', ask: { channel: 'mail' }, facts: { stops: [aStop('cease')] }, by: ['reg-f-cease'] },
  { no: 52, at: '2026-12-22T15:00:00Z', facts: { stops: [aStop('dispute', { debtIds: ['LN-1-A'] })] }, by: ['reg-f-dispute-hold'] },
  { no: '52, the verification', at: '2026-12-22T15:00:00Z', ask: { channel: 'mail', theme: 'opsServicingVerificationOfDebt', themeClass: 'notice' }, facts: { stops: [aStop('dispute', { debtIds: ['LN-1-A'] })] } },
  { no: 53, at: '2026-12-01T15:00:00Z', ask: { channel: 'email', theme: 'opsServicing', themeClass: 'servicing' }, facts: { contact: anEmail, stops: [aStop('bankruptcy')] } },
  { no: '53, a collection message', at: '2026-12-01T15:00:00Z', ask: { channel: 'email' }, facts: { contact: anEmail, stops: [aStop('bankruptcy')] }, by: ['bankruptcy-stay'] },
  { no: 54, at: '2026-12-01T15:00:00Z', facts: { contact: aContact({ affiliation: 'executor' }), stops: [aStop('deceased')] } },
  { no: '54, the borrower’s number', at: '2026-12-01T15:00:00Z', facts: { stops: [aStop('deceased')] }, by: ['reg-f-deceased'] },
  { no: 57, at: '2026-12-01T15:00:00Z', zones: ['America/Chicago'], ask: { channel: 'mail', says: { threatensLegalAction: true } }, facts: { jurisdictions: ['US-TX'] }, recorded: [aFact('defaultDate', '2019-12-01')], by: ['reg-f-time-barred'] },
  { no: '57, a plain letter', at: '2026-12-01T15:00:00Z', zones: ['America/Chicago'], ask: { channel: 'mail' }, facts: { jurisdictions: ['US-TX'] }, recorded: [aFact('defaultDate', '2019-12-01')] },
  { no: 58, at: '2026-12-02T04:59:59.999Z', ask: { date: '2026-12-01' } },
  { no: 59, at: '2026-12-08T04:59:59.999Z', ask: { date: '2026-12-07' }, contacts: sevenCalls, by: ['reg-f-calls-7-in-7'], next: '2026-12-08T05:00:00.000Z' },
  { no: 61, at: '2026-12-02T00:00:00Z', zones: ['Pacific/Guam'], facts: { jurisdictions: ['US-GU'] } },
  { no: 60, at: '2026-12-08T02:30:00Z', contacts: sevenCalls, by: ['reg-f-calls-7-in-7', 'reg-f-hours'], next: '2026-12-08T13:00:00.000Z' },
]; // prettier-ignore

test.each(cases)('worked case $no', (each) => {
  expect(answerOf(each)).toEqual({ by: each.by ?? [], next: each.next ?? null });
});

test('worked case 41: a first party that chose not to follow the federal hours is not bound by them', () => {
  const settings = {
    collectorRole: 'firstParty',
    applyRegFToFirstParty: false,
    debtType: 'DEBT_TYPE_CONSUMER',
  } as const;
  const night: Case = { no: 41, at: '2026-12-02T03:00:00Z', ask: { channel: 'email' }, facts: { contact: anEmail } };

  expect(answerOf({ ...night, facts: { ...night.facts, settings } }).by).toEqual([]);
  expect(answerOf(night)).toEqual({ by: ['reg-f-hours'], next: '2026-12-02T13:00:00.000Z' });
});

test('worked case 51: Thanksgiving and the weekend do not count, and the period ends thirty days later', () => {
  expect(validationPeriod('2026-11-25')).toMatchObject({ assumedReceivedOn: '2026-12-03', endsOn: '2027-01-02' });
});

test('worked case 58: the first lawful instant of a day', () => {
  const facts = someFacts(anAsk({ at: '2026-12-02T04:59:59.999Z', date: '2026-12-01' }));

  expect(firstAllowedAt(ruleset, facts)).toBe(Date.parse('2026-12-01T13:00:00Z'));
});

test('worked case 61: a state nobody reviewed is said so', () => {
  const facts = someFacts(anAsk({ at: '2026-12-02T00:00:00Z' }), { zones: ['Pacific/Guam'], jurisdictions: ['US-GU'] });
  const question = { isAutodialed: false, channel: 'voice' as const };

  const codes = warningsOf(facts, question, evaluate(ruleset, facts)).map(({ code }) => code);

  expect(codes).toContain('state-not-reviewed');
});
