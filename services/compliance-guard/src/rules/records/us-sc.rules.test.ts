import { aStop } from '../some-facts.ts';
import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const night = { at: '2026-12-02T02:00:00Z' };
const attorney = { stops: [aStop('attorney')] };
const firstParty = { role: 'firstParty' } as const;
const verify = { ask: { theme: 'opsCollVerifyEmployment' } };
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const to = (affiliation: 'employer' | 'spouse' | 'guardian' | 'relative') => ({ contact: { affiliation } });
const asked = { contact: { label: 'work' }, known: { workRequestWrittenAt: '2026-11-01' } };
const lunch = { statedInconvenientTimes: ['09:30-11:00'] };

test.each<StateRow>([
  { rule: 'sc-hours', when: 'a creditor calls at 21:00', ...night, ...firstParty, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'sc-hours', when: 'at 20:59', at: '2026-12-02T01:59:00Z' },
  { rule: 'sc-hours', when: 'another time is known to suit', ...night, known: { statedConvenientTimes: true } },
  { rule: 'sc-hours', when: 'the customer consented', ...night, known: { contactPersonUnusualTime: true }, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'reg-f-stated-time', when: 'a creditor knows of a bad time', ...firstParty, known: lunch, says: 'block', next: '2026-12-01T16:00:00.000Z' },
  { rule: 'sc-attorney', when: 'a creditor knows of one', ...attorney, ...firstParty, says: 'block' },
  { rule: 'sc-attorney', when: 'silent for nine days', ...attorney, known: { attorneyUnansweredAt: '2026-11-22' }, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'sc-attorney', when: 'silent for ten days', ...attorney, known: { attorneyUnansweredAt: '2026-11-21' } },
  { rule: 'sc-attorney', when: 'the attorney agrees', ...attorney, known: { attorneyAgreed: true } },
  { rule: 'sc-attorney', when: 'only the customer consents', ...attorney, known: { contactPersonRepByAttorney: true }, says: 'block' },
  { rule: 'sc-work-written-request', when: 'asked in writing', ...asked, says: 'block' },
  { rule: 'sc-work-written-request', when: 'asked by word of mouth', contact: { label: 'work' }, known: { workRequestOralAt: '2026-11-01' } },
  { rule: 'sc-work-written-request', when: 'employment is verified', ...asked, ...verify },
  { rule: 'sc-employer-before-judgment', when: 'no judgment', ...to('employer'), says: 'block' },
  { rule: 'sc-employer-before-judgment', when: 'a judgment', ...to('employer'), known: { judgment: true } },
  { rule: 'sc-employer-before-judgment', when: 'employment is verified', ...to('employer'), ...verify },
  { rule: 'sc-third-party', when: 'the spouse', ...to('spouse'), says: 'block' },
  { rule: 'sc-third-party', when: 'an employer verifies employment', ...to('employer'), ...verify },
  { rule: 'sc-third-party', when: 'a relative is asked about employment', ...to('relative'), ...verify, says: 'block' },
  { rule: 'sc-third-party', when: 'the guardian', ...to('guardian') },
  { rule: 'sc-third-party', when: 'the customer permitted it', ...to('spouse'), known: { thirdPartyConsent: true } },
  { rule: 'sc-third-party-location', when: 'a relative is asked where the customer is', ...to('relative'), ...whereabouts, says: 'warn' },
  { rule: 'sc-third-party-location', when: 'a court permits it', ...to('relative'), ...whereabouts, known: { courtPermission: true } },
  { rule: 'sc-frequency-24h', when: 'called last evening', contacts: on(['2026-11-30']), says: 'warn' },
  { rule: 'sc-frequency-24h', when: 'called two days ago', contacts: on(['2026-11-29']) },
  { rule: 'sc-postcard', when: 'a letter', ask: { channel: 'mail' }, says: 'elsewhere' },
  { rule: 'sc-disputed-mark', when: 'disputed, to another person', ...to('spouse'), known: { disputedAt: '2026-11-01' }, says: 'debt_disputed' },
  { rule: 'sc-disputed-mark', when: 'disputed, to the customer', known: { disputedAt: '2026-11-01' } },
  { rule: 'sc-disputed-mark', when: 'not disputed', ...to('spouse') },
  { rule: 'sc-agency-review-hold', when: 'filed 29 days ago', known: { agencyComplaintFiledAt: '2026-11-02' }, says: 'hold', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'sc-agency-review-hold', when: 'filed 30 days ago', known: { agencyComplaintFiledAt: '2026-11-01' } },
  { rule: 'sc-agency-review-hold', when: 'a required notice is sent', known: { agencyComplaintFiledAt: '2026-11-20' }, ask: { theme: 'opsServicingVerificationOfDebt' } },
])('$rule, $when', (each) => {
  expect(saidIn('US-SC', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore
