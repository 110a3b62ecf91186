import type { CountedContact, Facts } from './facts.ts';
import { bySelf } from './row-case.ts';
import { aCall, aContact, aFact } from './some-facts.ts';
import { answerOf, type Case } from './worked-case.ts';

const PT = 'America/Los_Angeles';
const sent = (at: string, channel: 'email' | 'text' | 'mail', over: Partial<CountedContact> = {}): CountedContact =>
  aCall(at, { channel, reach: 'sent', lineType: null, ...over });
const voicemail = (at: string): CountedContact => aCall(at, { reach: 'voicemail' });
const atWork = aContact({ label: 'work', lineType: 'business' });
const workCall = (day: string): CountedContact => aCall(`${day}T10:00:00`, { label: 'work', lineType: 'business' });

const boston: Partial<Facts> = { jurisdictions: ['US-MA'] };
const seattle: Partial<Facts> = { jurisdictions: ['US-WA'] };
const brooklyn: Partial<Facts> = { jurisdictions: ['US-NY', 'US-NY/NYC'] };
const washington: Partial<Facts> = { jurisdictions: ['US-DC'] };

const fromBoston = [sent('2026-12-07T10:00:00', 'text'), voicemail('2026-12-09T10:00:00')];
const fromBrooklyn = [
  aCall('2026-12-07T10:00:00'), sent('2026-12-08T10:00:00', 'email'), sent('2026-12-09T10:00:00', 'mail'),
]; // prettier-ignore
const fromWashington = ['07', '08', '08', '09', '10'].map((day, i) =>
  sent(`2026-12-${day}T1${i}:00:00`, i % 2 === 0 ? 'email' : 'text'),
);
const consents = [aFact('electronicConsent'), aFact('documentRightsNoticeAt', '2026-01-05')];

/** The cases that the law of a state or city decides, by the numbers of the rules document. */
const cases: readonly Case[] = [
  { no: 33, at: '2026-12-11T15:00:00Z', facts: boston, contacts: fromBoston, by: ['ma-dob-phone-2-in-7'], next: '2026-12-14T13:00:00.000Z' },
  { no: '33, a creditor', at: '2026-12-11T15:00:00Z', facts: { ...boston, settings: bySelf }, contacts: fromBoston, by: ['ma-ag-phone-2-in-7'], next: '2026-12-14T13:00:00.000Z' },
  { no: 34, at: '2026-12-10T15:00:00Z', facts: { ...boston, contact: atWork }, contacts: [workCall('2026-11-20'), workCall('2026-12-02')], by: ['ma-dob-other-place-2-in-30'], next: '2026-12-20T13:00:00.000Z' },
  { no: 35, at: '2026-12-10T18:00:00Z', zones: [PT], ask: { channel: 'email' }, facts: seattle, contacts: [sent('2026-12-07T13:00:00', 'email'), sent('2026-12-08T13:00:00', 'text'), aCall('2026-12-09T13:00:00')], by: ['wa-3-per-week'], next: '2026-12-14T16:00:00.000Z' },
  { no: 36, at: '2026-12-01T15:35:00Z', zones: [PT], facts: { ...seattle, contact: aContact({ label: 'home', lineType: 'residential', zones: [PT] }) }, by: ['reg-f-hours'], next: '2026-12-01T16:00:00.000Z' },
  { no: '36, a minute before the state opens', at: '2026-12-01T15:29:00Z', zones: [PT], facts: { ...seattle, contact: aContact({ label: 'home', lineType: 'residential', zones: [PT] }) }, by: ['reg-f-hours', 'wa-home-hours-landline'], next: '2026-12-01T16:00:00.000Z' },
  { no: 37, at: '2026-12-10T15:00:00Z', ask: { channel: 'text' }, facts: brooklyn, contacts: fromBrooklyn, recorded: consents, by: ['nyc-3-in-7'], next: '2026-12-14T13:00:00.000Z' },
  { no: 38, at: '2026-12-10T15:00:00Z', ask: { channel: 'text', debtIds: ['LN-2-Y'] }, facts: brooklyn, contacts: fromBrooklyn, recorded: consents },
  { no: 39, at: '2026-12-10T15:00:00Z', ask: { channel: 'email' }, facts: brooklyn, recorded: [aFact('writtenEmailConsent')], by: ['nyc-electronic-consent'] },
  { no: 40, at: '2026-12-11T15:00:00Z', ask: { channel: 'text' }, facts: washington, contacts: fromWashington, recorded: consents, by: ['dc-electronic-5-in-7'], next: '2026-12-14T13:00:00.000Z' },
  { no: 41, at: '2026-12-02T03:00:00Z', ask: { channel: 'email' }, facts: { jurisdictions: ['US-FL'], settings: bySelf } },
  { no: '41, a call', at: '2026-12-02T03:00:00Z', facts: { jurisdictions: ['US-FL'], settings: bySelf }, by: ['fl-quiet-hours'], next: '2026-12-02T13:00:00.000Z' },
  { no: '41, while the state still had hours of email', at: '2025-05-16T03:00:00Z', ask: { channel: 'email' }, facts: { jurisdictions: ['US-FL'], settings: bySelf }, by: ['fl-quiet-hours-email-former'], next: '2025-05-16T04:00:00.000Z' },
  { no: 42, at: '2026-12-02T03:00:00Z', ask: { channel: 'email' }, facts: { jurisdictions: ['US-FL'] }, by: ['reg-f-hours'], next: '2026-12-02T13:00:00.000Z' },
  { no: 55, at: '2026-11-15T20:00:00Z', zones: [PT], facts: { jurisdictions: ['US-NV'] }, recorded: [aFact('debtKind', 'medical'), aFact('medicalNoticeMailedOn', '2026-10-01')], by: ['nv-medical-60-days'], next: '2026-11-30T16:00:00.000Z' },
  { no: 56, at: '2026-12-04T20:00:00Z', zones: [PT], facts: { jurisdictions: ['US-OR'], contact: atWork }, contacts: [workCall('2026-12-01')], by: ['or-work'], next: '2026-12-08T16:00:00.000Z' },
]; // prettier-ignore

test.each(cases)('worked case $no', (each) => {
  expect(answerOf(each)).toEqual({ by: each.by ?? [], next: each.next ?? null });
});
