import { debtId, emailId } from '../examples.ts';
import { otherDebtId, phoneOfAttorney, phoneOfExecutor, type Case, type Interaction } from './case.ts';

/** A call that was answered, at a local time of New York in winter. */
const call = (at: string, over: Interaction = {}): Interaction => ({
  startedAt: new Date(`${at}-05:00`).toISOString(),
  status: 'attempted',
  statusDetails: 'voiceConnected',
  agentOutcome: 'voicePickedHungUp',
  ...over,
});
const talk = (at: string, over: Interaction = {}): Interaction =>
  call(at, { status: 'succeeded', agentOutcome: 'voiceSpokeWithFirstParty', ...over });

const sixOf = ['12-01', '12-02', '12-02', '12-02', '12-03', '12-03'];
const calls = (days: readonly string[], over: Interaction = {}) =>
  days.map((day, i) => call(`2026-${day}T1${i}:00:00`, over));
const six = calls(sixOf);
const seven = calls([...sixOf, '12-03']);
const unconnected = [
  { status: 'failed', statusDetails: 'voiceLineBusyNoRing', agentOutcome: null },
  { status: 'failed', statusDetails: 'voiceNumberDisconnected', agentOutcome: null },
] as const;
const fiveAndTwo = seven.map((each, i) => ({ ...each, ...unconnected[i] }));
const rang = ['voiceRangNoPickup', 'voiceReachedVoicemailNoMessageLeft'] as const;
const sevenUnanswered = seven.map((each, i) => ({ ...each, statusDetails: null, agentOutcome: rang[i % 2] ?? null }));

const hours = ['reg-f-hours quietHours'];
const sevenInSeven = ['reg-f-calls-7-in-7 callCap'];
const afterTalk = ['reg-f-calls-after-conversation conversationCooldown'];
const prerecorded = { says: { isPrerecorded: true } };
const confirmation = { channel: 'text', theme: 'opsServicing', subject: 'electronicConsentOptOut' } as const;
const stopText = { channel: 'text', understoodAs: 'stop' } as const;
const textStopped = ['reg-f-medium-opt-out mediumOptOut', 'tcpa-revocation textConsentWithdrawn'];
const threat = { channel: 'mail', says: { threatensLegalAction: true } } as const;
const emailed = { channel: 'email', contactId: emailId } as const;

/** The cases that federal law decides, by their numbers. */
export const federalCases: readonly Case[] = [
  { no: '1', at: '2026-12-01T15:00:00Z' },
  { no: '2', at: '2026-12-01T12:59:59Z', by: hours, next: '2026-12-01T13:00:00.000Z' },
  { no: '3', at: '2026-12-02T02:00:00Z', by: hours, next: '2026-12-02T13:00:00.000Z' },
  { no: '4', at: '2026-12-02T01:59:59Z' },
  { no: '5', at: '2026-12-01T15:30:00Z', home: 'losAngeles', phone: '+12125550142', by: hours, next: '2026-12-01T16:00:00.000Z' },
  { no: '6', at: '2026-12-02T02:30:00Z', home: 'losAngeles', phone: '+12125550142', by: hours, next: '2026-12-02T16:00:00.000Z' },
  { no: '7', at: '2026-12-01T17:00:00Z', home: 'honolulu', phone: '+16175550142', by: hours, next: '2026-12-01T18:00:00.000Z' },
  { no: '8', at: '2027-07-01T17:30:00Z', home: 'honolulu', phone: '+16175550142', by: hours, next: '2027-07-01T18:00:00.000Z' },
  { no: '9', at: '2027-03-13T12:30:00Z', channel: 'email', by: hours, next: '2027-03-13T13:00:00.000Z' },
  { no: '10', at: '2027-03-14T12:30:00Z', channel: 'email' },
  { no: '11', at: '2026-10-31T12:30:00Z', channel: 'text' },
  { no: '12', at: '2026-11-01T12:30:00Z', channel: 'text', by: hours, next: '2026-11-01T13:00:00.000Z' },
  { no: '13', at: '2027-03-14T14:30:00Z', home: 'phoenix', by: hours, next: '2027-03-14T15:00:00.000Z' },
  { no: '14', at: '2027-07-01T14:30:00Z', home: 'windowRock' },
  { no: '15', at: '2027-07-01T14:30:00Z', home: 'unclearArizona', by: hours, next: '2027-07-01T15:00:00.000Z' },
  { no: '16', at: '2026-12-01T13:30:00Z', home: 'somewhereInFlorida', by: [...hours, 'fl-quiet-hours quietHours'], next: '2026-12-01T14:00:00.000Z' },
  { no: '17', at: '2026-12-01T15:00:00Z', phone: '+16715550142', by: hours, next: '2026-12-01T22:00:00.000Z' },
  { no: '18', at: '2026-12-04T15:00:00Z', made: six },
  { no: '19', at: '2026-12-07T15:00:00Z', made: seven, by: sevenInSeven, next: '2026-12-08T13:00:00.000Z' },
  { no: '20', at: '2026-12-07T15:00:00Z', made: fiveAndTwo },
  { no: '21', at: '2026-12-07T15:00:00Z', made: sevenUnanswered, by: sevenInSeven, next: '2026-12-08T13:00:00.000Z' },
  { no: '22', at: '2026-12-07T15:00:00Z', made: seven.map((each) => ({ ...each, status: 'failed' as const })) },
  { no: '23', at: '2026-12-08T15:00:00Z', made: [talk('2026-12-07T15:00:00')], by: afterTalk, next: '2026-12-14T13:00:00.000Z' },
  { no: '24', at: '2026-12-14T01:00:00Z', made: [talk('2026-12-07T15:00:00')], by: afterTalk, next: '2026-12-14T13:00:00.000Z' },
  { no: '25', at: '2026-12-14T13:00:00Z', made: [talk('2026-12-07T15:00:00')] },
  { no: '26', at: '2026-12-08T15:00:00Z', made: [talk('2026-12-07T15:00:00', { direction: 'inbound' })], by: afterTalk, next: '2026-12-14T13:00:00.000Z' },
  { no: '27, on another day than the one asked for', at: '2026-12-09T15:00:00Z', customer: 'asked for Thursday', made: [talk('2026-12-07T15:00:00')], known: [{ name: 'directConsentTo', value: ['2026-12-10'], from: '2026-12-07T20:05:00.000Z' }], by: afterTalk, next: '2026-12-10T13:00:00.000Z' },
  { no: '27', at: '2026-12-10T15:00:00Z', customer: 'asked for Thursday' },
  { no: '27, used up by the next conversation', at: '2026-12-10T20:00:00Z', customer: 'asked for Thursday', made: [talk('2026-12-10T10:30:00')], by: afterTalk, next: '2026-12-17T13:00:00.000Z' },
  { no: '27, without a day named', at: '2026-12-13T15:00:00Z', made: [talk('2026-12-07T15:00:00')], known: [{ name: 'directConsentTo', value: [], from: '2026-12-07T20:05:00.000Z' }] },
  { no: '27, not counted', at: '2026-12-14T15:00:00Z', made: [talk('2026-12-07T15:00:00'), call('2026-12-10T09:00:00'), ...calls(['12-11', '12-11', '12-12', '12-12', '12-13', '12-13'])], known: [{ name: 'directConsentTo', value: ['2026-12-10'], from: '2026-12-07T20:05:00.000Z' }] },
  { no: '28, the night before', at: '2027-03-17T14:00:00Z', made: [talk('2027-03-11T20:00:00')], by: afterTalk, next: '2027-03-18T12:00:00.000Z' },
  { no: '28', at: '2027-03-18T12:00:00Z', made: [talk('2027-03-11T20:00:00')] },
  { no: '29', at: '2026-12-07T15:00:00Z', made: seven, loans: [otherDebtId] },
  { no: '30', at: '2026-12-07T15:00:00Z', made: seven, loans: [debtId, otherDebtId], by: sevenInSeven, next: '2026-12-08T13:00:00.000Z' },
  { no: '31', at: '2026-12-07T15:00:00Z', made: seven, debt: { hasAttorney: true }, contactId: phoneOfAttorney },
  { no: '32', at: '2026-12-07T15:00:00Z', made: seven, channel: 'text', warns: ['reg-f-harassment-other'] },
  { no: '43', at: '2026-12-07T15:00:00Z', isAutodialed: true, by: ['tcpa-cell-consent autodialConsentMissing'] },
  { no: '44, the first call', at: '2026-11-10T15:00:00Z', customer: 'landline', line: { label: 'home', lineType: 'residential' }, ...prerecorded, use: true },
  { no: '44, the second call', at: '2026-11-20T15:00:00Z', customer: 'landline', ...prerecorded, use: true },
  { no: '44, the third call', at: '2026-12-01T15:00:00Z', customer: 'landline', ...prerecorded, use: true },
  { no: '44', at: '2026-12-05T15:00:00Z', customer: 'landline', ...prerecorded, by: ['tcpa-residential-3-in-30 callCap'], next: '2026-12-10T13:00:00.000Z' },
  { no: '46, at once', at: '2026-12-01T17:00:00Z', customer: 'stopped', channel: 'text', received: [{ ...stopText, startedAt: '2026-12-01T17:00:00.000Z' }], changed: { receiveTextMessages: false, consentAutodialedCall: false }, by: textStopped },
  { no: '45', at: '2026-12-01T17:03:00Z', customer: 'stopped', ...confirmation, use: true },
  { no: '45, a second confirmation', at: '2026-12-01T17:04:00Z', customer: 'stopped', ...confirmation, by: [...textStopped, 'tcpa-revocation-confirmation mediumOptOut'] },
  { no: '46', at: '2026-12-01T17:10:00Z', customer: 'stopped', channel: 'text', by: textStopped },
  { no: '47, before the question', at: '2026-12-03T17:00:00Z', customer: 'opted out', ...emailed, received: [{ ...emailed, understoodAs: 'stop', startedAt: '2026-12-03T16:59:00.000Z' }], by: ['reg-f-medium-opt-out mediumOptOut'] },
  { no: '47', at: '2026-12-03T18:00:00Z', customer: 'opted out', ...emailed, says: { isResponseToInbound: true }, received: [{ ...emailed, understoodAs: null, startedAt: '2026-12-03T17:30:00.000Z' }], use: true },
  { no: '47, a second answer', at: '2026-12-03T18:10:00Z', customer: 'opted out', ...emailed, says: { isResponseToInbound: true }, by: ['reg-f-medium-opt-out mediumOptOut'] },
  { no: '48', at: '2026-12-01T15:00:00Z', home: 'dallas', channel: 'email', known: [{ name: 'ownerIsEmployer', contactId: emailId }], by: ['reg-f-work-email workEmail'] },
  { no: '49', at: '2026-12-01T15:00:00Z', channel: 'email', debt: { hasAttorney: true }, by: ['reg-f-attorney-represented attorneyRepresented'] },
  { no: '49, silent for thirty days', at: '2026-12-01T15:00:00Z', channel: 'email', debt: { hasAttorney: true }, known: [{ name: 'attorneyUnansweredAt', value: '2026-11-03', debtId }], by: ['reg-f-attorney-represented attorneyRepresented'], next: '2026-12-03T13:00:00.000Z' },
  { no: '50, everything else', at: '2026-12-01T15:00:00Z', customer: 'ceased', channel: 'mail', holds: [{ reason: 'cease' }], by: ['reg-f-cease ceaseCommunication'] },
  { no: '50', at: '2026-12-01T15:01:00Z', customer: 'ceased', channel: 'mail', subject: 'ceaseCommunicationRefuseToPay' },
  { no: '51', at: '2027-01-02T15:00:00Z', customer: 'noticed', ...threat, debt: { defaultDate: '2026-06-01' }, notice: { ...emailed, startedAt: '2026-11-25T15:00:00.000Z' }, by: ['reg-f-overshadowing validationPeriod'], next: '2027-01-03T05:00:00.000Z' },
  { no: '51, the day after', at: '2027-01-03T15:00:00Z', customer: 'noticed', ...threat },
  { no: '52', at: '2026-12-22T15:00:00Z', customer: 'disputes', debt: { status: 'Disputed', dispute: { openedAt: '2026-12-20T15:00:00.000Z' } }, by: ['reg-f-dispute-hold disputePending'] },
  { no: '52, the verification', at: '2026-12-22T15:01:00Z', customer: 'disputes', channel: 'mail', theme: 'opsServicingVerificationOfDebt' },
  { no: '53, a collection message', at: '2026-12-01T15:00:00Z', customer: 'bankrupt', channel: 'email', debt: { status: 'Bankruptcy' }, by: ['bankruptcy-stay bankruptcy'] },
  { no: '53', at: '2026-12-01T15:01:00Z', customer: 'bankrupt', channel: 'email', theme: 'opsServicing', subject: 'paymentSuccessful' },
  { no: '54', at: '2026-12-01T15:00:00Z', customer: 'dead', debt: { status: 'Deceased' }, contactId: phoneOfExecutor },
  { no: '54, the borrower’s number', at: '2026-12-01T15:01:00Z', customer: 'dead', by: ['reg-f-deceased deceased'] },
  { no: '57', at: '2026-12-01T15:00:00Z', home: 'dallas', ...threat, debt: { defaultDate: '2019-12-01' }, by: ['reg-f-time-barred timeBarred'] },
  { no: '57, a plain letter', at: '2026-12-01T15:00:00Z', home: 'dallas', channel: 'mail', debt: { defaultDate: '2019-12-01' } },
  { no: '58', at: '2026-11-30T15:00:00Z', date: '2026-12-01', firstAllowedAt: '2026-12-01T13:00:00.000Z' },
  { no: '59', at: '2026-12-06T15:00:00Z', date: '2026-12-07', made: seven, by: sevenInSeven, next: '2026-12-08', firstAllowedAt: null },
  { no: '60', at: '2026-12-08T02:30:00Z', made: seven, by: [...sevenInSeven, ...hours], next: '2026-12-08T13:00:00.000Z' },
  { no: '61', at: '2026-12-02T00:00:00Z', home: 'guam', warns: ['state-not-reviewed'] },
]; // prettier-ignore
