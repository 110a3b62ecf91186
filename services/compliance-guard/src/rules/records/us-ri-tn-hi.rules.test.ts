import { aStop } from '../some-facts.ts';
import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const night = { at: '2026-12-02T02:00:00Z' };
const attorney = { stops: [aStop('attorney')] };
const aunt = { contact: { affiliation: 'relative' } } as const;
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const askedBefore = { contacts: on(['2026-06-01'], { affiliation: 'relative' }) };
const letter = { ask: { channel: 'mail' } } as const;
const firstParty = { role: 'firstParty' } as const;
const work = { contact: { label: 'work' } };
const verification = { ask: { theme: 'opsServicingVerificationOfDebt' } };

test.each<StateRow>([
  { rule: 'ri-hours', when: 'at 21:00', ...night, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'ri-hours', when: 'at 20:59', at: '2026-12-02T01:59:00Z' },
  { rule: 'ri-hours', when: 'the customer consented', ...night, known: { contactPersonUnusualTime: true } },
  { rule: 'ri-attorney-work', when: 'an attorney is known', ...attorney, says: 'block' },
  { rule: 'ri-attorney-work', when: 'silent for thirty days', ...attorney, known: { attorneyUnansweredAt: '2026-11-01' } },
  { rule: 'ri-attorney-work-place', when: 'the employer forbids it', ...work, known: { employerProhibits: true }, says: 'block' },
  { rule: 'ri-attorney-work-place', when: 'at home', known: { employerProhibits: true } },
  { rule: 'ri-cease', when: 'the customer wrote', stops: [aStop('cease')], says: 'block' },
  { rule: 'ri-cease', when: 'a remedy is named', stops: [aStop('cease')], ask: { subject: 'ceaseCommunicationRefuseToPay' } },
  { rule: 'ri-third-party', when: 'a relative', ...aunt, says: 'block' },
  { rule: 'ri-third-party', when: 'the customer consented', ...aunt, known: { thirdPartyConsent: true } },
  { rule: 'ri-third-party', when: 'the spouse', contact: { affiliation: 'spouse' } },
  { rule: 'ri-third-party-location', when: 'asked before', ...aunt, ...whereabouts, ...askedBefore, says: 'block' },
  { rule: 'ri-third-party-location', when: 'for the first time', ...aunt, ...whereabouts },
  { rule: 'ri-third-party-location-attorney', when: 'an attorney is known', ...aunt, ...whereabouts, ...attorney, says: 'block' },
  { rule: 'ri-third-party-location-attorney', when: 'none is known', ...aunt, ...whereabouts },
  { rule: 'ri-third-party-location-script', when: 'a relative is asked', ...aunt, ...whereabouts, says: 'location_script' },
  { rule: 'ri-third-party-location-script', when: 'the customer is asked', ...whereabouts },
  { rule: 'ri-caller-names', when: 'a limited-content voicemail', ask: { says: { voicemail: 'limited-content' } }, says: 'caller_name business_name' },
  { rule: 'ri-caller-names', when: 'asked where the customer is', ...aunt, ...whereabouts },
  { rule: 'ri-validation', when: 'the first contact', says: 'send-validation-notice by 2026-12-06' },
  { rule: 'ri-validation', when: 'the notice was sent', known: { validationNoticeSentAt: '2026-11-30' } },
  { rule: 'ri-validation', when: 'paid', known: { paidOrSettled: true } },
  { rule: 'ri-validation-dispute', when: 'disputed', stops: [aStop('dispute')], says: 'hold' },
  { rule: 'ri-validation-dispute', when: 'the answer itself', stops: [aStop('dispute')], ...verification },
  { rule: 'ri-validation-original-creditor', when: 'asked for', known: { originalCreditorRequestAt: '2026-11-20' }, says: 'hold' },
  { rule: 'ri-validation-original-creditor', when: 'answered', known: { originalCreditorRequestAt: '2026-11-20', originalCreditorAnsweredAt: '2026-11-25' } },
  { rule: 'ri-mail-cover', when: 'a letter', ...letter, says: 'elsewhere' },
])('Rhode Island: $rule, $when', (each) => {
  expect(saidIn('US-RI', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore

const dwelling = { securedByRealEstate: true };
test.each<StateRow>([
  { rule: 'tn-hours', when: 'at 21:00', ...night, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'tn-hours', when: 'a dwelling secures the debt', ...night, known: dwelling },
  { rule: 'tn-hours', when: 'the customer consented', ...night, known: { contactPersonUnusualTime: true } },
  { rule: 'tn-hours', when: 'another time suits', ...night, known: { statedConvenientTimes: true }, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'tn-attorney', when: 'one is known', ...attorney, says: 'block' },
  { rule: 'tn-attorney', when: 'the attorney agrees', ...attorney, known: { attorneyAgreed: true } },
  { rule: 'tn-attorney', when: 'only the customer consents', ...attorney, known: { contactPersonRepByAttorney: true }, says: 'block' },
  { rule: 'tn-location-info', when: 'asked before', ...aunt, ...whereabouts, ...askedBefore, says: 'block' },
  { rule: 'tn-location-info', when: 'asked to call again', ...aunt, ...whereabouts, ...askedBefore, known: { locationAskedAgain: true } },
  { rule: 'tn-location-info-attorney', when: 'an attorney is known', ...aunt, ...whereabouts, ...attorney, says: 'block' },
  { rule: 'tn-location-info-attorney', when: 'none is known', ...aunt, ...whereabouts },
  { rule: 'tn-location-info-script', when: 'a relative is asked', ...aunt, ...whereabouts, says: 'location_script' },
  { rule: 'tn-location-info-script', when: 'the customer is asked', ...whereabouts },
  { rule: 'tn-validation-notice', when: 'the first contact', says: 'send-validation-notice by 2026-12-06' },
  { rule: 'tn-validation-notice', when: 'paid', known: { paidOrSettled: true } },
  { rule: 'tn-dispute-hold', when: 'disputed', stops: [aStop('dispute')], says: 'hold' },
  { rule: 'tn-dispute-hold', when: 'the answer itself', stops: [aStop('dispute')], ...verification },
  { rule: 'tn-dispute-hold-original-creditor', when: 'asked for', known: { originalCreditorRequestAt: '2026-11-20' }, says: 'hold' },
  { rule: 'tn-dispute-hold-original-creditor', when: 'answered', known: { originalCreditorRequestAt: '2026-11-20', originalCreditorAnsweredAt: '2026-11-25' } },
  { rule: 'tn-mail-appearance', when: 'a letter', ...letter, says: 'elsewhere' },
])('Tennessee: $rule, $when', (each) => {
  expect(saidIn('US-TN', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore

const before = { firstCommunicationAt: '2026-11-01' };
test.each<StateRow>([
  { rule: 'hi-attorney', when: 'silent, and the customer consents', ...attorney, known: { attorneyUnansweredAt: '2026-01-01', contactPersonRepByAttorney: true }, says: 'block' },
  { rule: 'hi-attorney', when: 'the attorney', ...attorney, contact: { affiliation: 'attorney' } },
  { rule: 'hi-attorney', when: 'a creditor', ...firstParty, ...attorney },
  { rule: 'hi-initial-disclosure', when: 'the first call', says: 'mini_miranda' },
  { rule: 'hi-initial-disclosure', when: 'the first letter after calls', ...letter, known: { ...before, firstOralCommunicationAt: '2026-11-01' }, says: 'mini_miranda' },
  { rule: 'hi-initial-disclosure', when: 'a later call', known: { ...before, firstOralCommunicationAt: '2026-11-01' } },
  { rule: 'hi-initial-disclosure-later', when: 'a later call', known: before, says: 'from_collector' },
  { rule: 'hi-initial-disclosure-later', when: 'the first call' },
  { rule: 'hi-demand-identity', when: 'a demand', says: 'claim_owner_address' },
  { rule: 'hi-demand-identity', when: 'asked where the customer is', ...aunt, ...whereabouts },
  { rule: 'hi-true-name', when: 'a call', says: 'caller_identity' },
  { rule: 'hi-true-name', when: 'a creditor', ...firstParty },
  { rule: 'hi-visible-content', when: 'others can see it', ask: { channel: 'chat', says: { isPublic: true } }, says: 'block' },
  { rule: 'hi-visible-content', when: 'nobody else can', ask: { channel: 'chat' } },
  { rule: 'hi-visible-content-mail', when: 'a letter', ...letter, says: 'elsewhere' },
])('Hawaii: $rule, $when', (each) => {
  expect(saidIn('US-HI', 'Pacific/Honolulu', { at: '2026-12-01T20:00:00Z', ...each })).toEqual(expected(each));
}); // prettier-ignore
