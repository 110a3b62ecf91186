import { addressId, emailId } from '../examples.ts';
import { otherDebtId, type Case, type Interaction } from './case.ts';

/** A contact made at a local time of New York in winter. */
const made = (at: string, over: Interaction): Interaction => ({
  startedAt: new Date(`${at}-05:00`).toISOString(),
  status: 'succeeded',
  ...over,
});
const text = (at: string) => made(at, { channel: 'text' });
const email = (at: string) => made(at, { channel: 'email', contactId: emailId });
const letter = (at: string) => made(at, { channel: 'mail', contactId: addressId });
const call = (at: string) => made(at, { status: 'attempted', agentOutcome: 'voicePickedHungUp' });
const voicemail = (at: string) => made(at, { statusDetails: 'voiceLeftVoicemailFirstParty' });

const atWork = { label: 'work', lineType: 'business' } as const;
const atHome = { label: 'home', lineType: 'residential' } as const;
const twoInBoston = [text('2026-12-07T10:00:00'), voicemail('2026-12-09T10:00:00')];
const threeInBrooklyn = [call('2026-12-07T10:00:00'), email('2026-12-08T10:00:00'), letter('2026-12-09T10:00:00')];
const fiveInWashington = [
  email('2026-12-07T10:00:00'), text('2026-12-08T11:00:00'), email('2026-12-08T12:00:00'), text('2026-12-09T13:00:00'),
  email('2026-12-10T14:00:00'),
]; // prettier-ignore
const electronic = [{ name: 'electronicConsent' }] as const;
const mailed = [{ name: 'debtKind', value: 'medical' }, { name: 'medicalNoticeMailedOn', value: '2026-10-01' }] as const; // prettier-ignore

/** The cases that the law of a state or city decides, by their numbers. */
export const stateCases: readonly Case[] = [
  { no: '33', at: '2026-12-11T15:00:00Z', home: 'boston', made: twoInBoston, by: ['ma-dob-phone-2-in-7 stateCap'], next: '2026-12-14T13:00:00.000Z' },
  { no: '33, a creditor', at: '2026-12-11T15:00:00Z', home: 'boston', bySelf: true, made: twoInBoston, by: ['ma-ag-phone-2-in-7 stateCap'], next: '2026-12-14T13:00:00.000Z' },
  { no: '34', at: '2026-12-10T15:00:00Z', home: 'boston', line: atWork, made: [call('2026-11-20T10:00:00'), call('2026-12-02T10:00:00')], by: ['ma-dob-other-place-2-in-30 stateCap'], next: '2026-12-20T13:00:00.000Z' },
  { no: '35', at: '2026-12-10T18:00:00Z', home: 'seattle', channel: 'email', made: [email('2026-12-07T13:00:00'), text('2026-12-08T13:00:00'), call('2026-12-09T13:00:00')], by: ['wa-3-per-week stateCap'], next: '2026-12-14T16:00:00.000Z' },
  { no: '36', at: '2026-12-01T15:35:00Z', home: 'seattle', line: atHome, by: ['reg-f-hours quietHours'], next: '2026-12-01T16:00:00.000Z' },
  { no: '37', at: '2026-12-10T15:00:00Z', home: 'brooklyn', channel: 'text', made: threeInBrooklyn, known: electronic, by: ['nyc-3-in-7 stateCap'], next: '2026-12-14T13:00:00.000Z' },
  { no: '38', at: '2026-12-10T15:00:00Z', home: 'brooklyn', channel: 'text', loans: [otherDebtId], made: threeInBrooklyn, known: electronic },
  { no: '39', at: '2026-12-10T15:00:00Z', home: 'brooklyn', channel: 'email', by: ['nyc-electronic-consent consentMissing'] },
  { no: '40', at: '2026-12-11T15:00:00Z', home: 'washington', channel: 'text', made: fiveInWashington, by: ['dc-electronic-5-in-7 stateCap'], next: '2026-12-14T13:00:00.000Z' },
  { no: '41', at: '2026-12-02T03:00:00Z', home: 'miami', bySelf: true, channel: 'email' },
  { no: '42', at: '2026-12-02T03:00:00Z', home: 'miami', channel: 'email', by: ['reg-f-hours quietHours'], next: '2026-12-02T13:00:00.000Z' },
  { no: '55', at: '2026-11-15T20:00:00Z', home: 'reno', known: mailed, by: ['nv-medical-60-days caseOpen'], next: '2026-11-30T16:00:00.000Z' },
  { no: '56', at: '2026-12-04T20:00:00Z', home: 'portland', line: atWork, made: [call('2026-12-01T13:00:00')], by: ['or-work workContact'], next: '2026-12-08T16:00:00.000Z' },
]; // prettier-ignore
