import { aStop } from '../some-facts.ts';
import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const firstParty = { role: 'firstParty' } as const;
const employer = { contact: { affiliation: 'employer' } } as const;
const neighbour = { contact: { affiliation: 'other' } } as const;
const letter = { ask: { channel: 'mail' } } as const;
const dialled = { ask: { isAutodialed: true } };
const recorded = { ask: { says: { isPrerecorded: true } } };
const verify = { ask: { theme: 'opsCollVerifyEmployment' } };
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const medical = { debtKind: 'medical' };
const business = { debtKind: 'commercial' };

test.each<StateRow>([
  { rule: 'mn-recorded-stop', when: 'dialled after the request', ...dialled, known: { autodialStopAt: '2026-11-01' }, says: 'block' },
  { rule: 'mn-recorded-stop', when: 'recorded after the request', ...recorded, known: { autodialStopAt: '2026-11-01' }, says: 'block' },
  { rule: 'mn-recorded-stop', when: 'by hand', known: { autodialStopAt: '2026-11-01' } },
  { rule: 'mn-recorded-stop', when: 'nobody asked', ...dialled },
  { rule: 'mn-adad-consent', when: 'a creditor without consent', ...firstParty, ...recorded, says: 'block' },
  { rule: 'mn-adad-consent', when: 'about a business debt', ...recorded, known: business, says: 'block' },
  { rule: 'mn-adad-consent', when: 'the subscriber agreed', ...recorded, known: { prerecordedConsent: true } },
  { rule: 'mn-adad-consent', when: 'a business relationship', ...recorded, known: { businessRelationship: true } },
  { rule: 'mn-adad-consent', when: 'no recording' },
  { rule: 'mn-license-statement', when: 'the first letter', ...letter, says: 'mn_license' },
  { rule: 'mn-license-statement', when: 'the second letter', ...letter, known: { firstWrittenCommunicationAt: '2026-11-01' } },
  { rule: 'mn-third-party-callback', when: 'a neighbour of somebody listed', ...neighbour, known: { listedNumber: true }, says: 'off' },
  { rule: 'mn-third-party-callback', when: 'a member of the household', ...neighbour, known: { listedNumber: true, householdMember: true } },
  { rule: 'mn-third-party-callback', when: 'somebody the customer named', ...neighbour, known: { listedNumber: true, namedByCustomer: true } },
  { rule: 'mn-full-name', when: 'a call', says: 'mn_agency_name' },
  { rule: 'mn-full-name', when: 'a creditor', ...firstParty },
  { rule: 'mn-medical-collecting', when: 'a clinic dials', ...firstParty, ...dialled, known: medical, says: 'block' },
  { rule: 'mn-medical-collecting', when: 'by hand', known: medical },
  { rule: 'mn-medical-collecting', when: 'not medical', ...dialled },
  { rule: 'mn-medical-collecting', when: 'before the law', ...dialled, known: medical, at: '2024-09-30T15:00:00Z' },
  { rule: 'mn-medical-collecting-third-party', when: 'a neighbour', ...neighbour, known: medical, says: 'block' },
  { rule: 'mn-medical-collecting-third-party', when: 'the spouse', contact: { affiliation: 'spouse' }, known: medical },
  { rule: 'mn-medical-collecting-rights', when: 'medical', known: medical, says: 'mn_medical_rights' },
  { rule: 'mn-medical-collecting-rights', when: 'not medical' },
])('Minnesota: $rule, $when', (each) => {
  expect(saidIn('US-MN', 'America/Chicago', each)).toEqual(expected(each));
}); // prettier-ignore

const attorney = { stops: [aStop('attorney')] };
test.each<StateRow>([
  { rule: 'mi-attorney-30', when: 'a creditor wrote to the attorney', ...firstParty, ...attorney, known: { attorneyWrittenToAt: '2026-11-01' }, says: 'block' },
  { rule: 'mi-attorney-30', when: 'nobody wrote', ...attorney },
  { rule: 'mi-attorney-30', when: 'unanswered for 29 days', ...attorney, known: { attorneyUnansweredAt: '2026-11-02' }, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'mi-attorney-30', when: 'unanswered for 30 days', ...attorney, known: { attorneyUnansweredAt: '2026-11-01' } },
  { rule: 'mi-attorney-30', when: 'ordinary billing', ...attorney, known: { attorneyWrittenToAt: '2026-11-01' }, ask: { theme: 'opsServicing' } },
  { rule: 'mi-identity-purpose', when: 'a creditor calls', ...firstParty, says: 'caller_identity purpose' },
  { rule: 'mi-identity-purpose', when: 'servicing', ask: { theme: 'opsServicing' } },
  { rule: 'mi-employer-third-party', when: 'the employer', ...employer, says: 'block' },
  { rule: 'mi-employer-third-party', when: 'permitted in writing', ...employer, known: { writtenThirdPartyPermission: true } },
  { rule: 'mi-employer-third-party', when: 'asked where the customer is', ...employer, ...whereabouts },
  { rule: 'mi-postcard', when: 'a letter', ...letter, says: 'elsewhere' },
])('Michigan: $rule, $when', (each) => {
  expect(saidIn('US-MI', 'America/Detroit', each)).toEqual(expected(each));
}); // prettier-ignore

test.each<StateRow>([
  { rule: 'wi-employer', when: 'a creditor without judgment', ...firstParty, ...employer, says: 'block' },
  { rule: 'wi-employer', when: 'an agency about a business debt', ...employer, known: business, says: 'block' },
  { rule: 'wi-employer', when: 'a creditor about a business debt', ...firstParty, ...employer, known: business },
  { rule: 'wi-employer', when: 'a judgment', ...employer, known: { judgment: true } },
  { rule: 'wi-employer', when: 'employment is verified', ...employer, ...verify },
  { rule: 'wi-employer', when: 'the employer counsels debtors', ...employer, known: { employerCounselsDebtors: true } },
  { rule: 'wi-third-party', when: 'a neighbour', ...neighbour, says: 'block' },
  { rule: 'wi-third-party', when: 'the spouse', contact: { affiliation: 'spouse' } },
  { rule: 'wi-third-party', when: 'asked where the customer is', ...neighbour, ...whereabouts },
  { rule: 'wi-disputed-mark', when: 'disputed', known: { disputedAt: '2026-11-01' }, says: 'debt_disputed' },
  { rule: 'wi-disputed-mark', when: 'not disputed' },
  { rule: 'wi-frequency-hours', when: 'a third contact in a week', contacts: on(['2026-11-29', '2026-11-30']), says: 'warn' },
  { rule: 'wi-frequency-hours', when: 'a second', contacts: on(['2026-11-30']) },
  { rule: 'wi-agency-phone-stop', when: 'asked by word of mouth', known: { calledForStopAt: '2026-11-01' }, says: 'block' },
  { rule: 'wi-agency-phone-stop', when: 'a text', ask: { channel: 'text' }, known: { calledForStopAt: '2026-11-01' }, says: 'block' },
  { rule: 'wi-agency-phone-stop', when: 'a letter', ...letter, known: { calledForStopAt: '2026-11-01' } },
  { rule: 'wi-agency-phone-stop', when: 'a creditor', ...firstParty, known: { calledForStopAt: '2026-11-01' } },
  { rule: 'wi-agency-notice', when: 'the first contact', says: 'send-wi-license-notice by 2026-12-06' },
  { rule: 'wi-agency-notice', when: 'a later one', known: { firstCommunicationAt: '2026-11-01' } },
  { rule: 'wi-agency-notice', when: 'paid', known: { paidOrSettled: true } },
  { rule: 'wi-agency-notice-text', when: 'the first letter', ...letter, says: 'wi_license' },
  { rule: 'wi-agency-notice-text', when: 'the second letter', ...letter, known: { firstWrittenCommunicationAt: '2026-11-01' } },
  { rule: 'wi-agency-alias', when: 'not registered', known: { unregisteredAlias: true }, says: 'warn' },
  { rule: 'wi-agency-alias', when: 'registered' },
])('Wisconsin: $rule, $when', (each) => {
  expect(saidIn('US-WI', 'America/Chicago', each)).toEqual(expected(each));
}); // prettier-ignore
