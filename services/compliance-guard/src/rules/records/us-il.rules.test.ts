import { aStop } from '../some-facts.ts';
import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const attorney = { stops: [aStop('attorney')] };
const work = { contact: { label: 'work' } };
const aunt = { contact: { affiliation: 'relative' } } as const;
const employer = { contact: { affiliation: 'employer' } } as const;
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const firstParty = { role: 'firstParty' } as const;

test.each<StateRow>([
  { rule: 'il-hours', when: 'at 07:59', at: '2026-12-01T13:59:00Z', says: 'block', next: '2026-12-01T14:00:00.000Z' },
  { rule: 'il-hours', when: 'at 08:00', at: '2026-12-01T14:00:00Z' },
  { rule: 'il-hours', when: 'at 21:00', at: '2026-12-02T03:00:00Z', says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'il-hours', when: 'a creditor calls', at: '2026-12-02T03:00:00Z', ...firstParty },
  { rule: 'il-hours', when: 'the customer consented', at: '2026-12-02T03:00:00Z', known: { contactPersonUnusualTime: true } },
  { rule: 'il-hours', when: 'another time is known to suit', at: '2026-12-02T03:00:00Z', known: { statedConvenientTimes: true } },
  { rule: 'il-attorney', when: 'one is known', ...attorney, says: 'block' },
  { rule: 'il-attorney', when: 'none is known' },
  { rule: 'il-attorney', when: 'the attorney is called', ...attorney, contact: { affiliation: 'attorney' } },
  { rule: 'il-attorney', when: 'silent for 29 days', ...attorney, known: { attorneyUnansweredAt: '2026-11-02' }, says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'il-attorney', when: 'silent for 30 days', ...attorney, known: { attorneyUnansweredAt: '2026-11-01' } },
  { rule: 'il-work', when: 'the employer forbids it', ...work, known: { employerProhibits: true }, says: 'block' },
  { rule: 'il-work', when: 'at home', known: { employerProhibits: true } },
  { rule: 'il-work', when: 'a court permits it', ...work, known: { employerProhibits: true, courtPermission: true } },
  { rule: 'il-cease', when: 'the customer wrote', stops: [aStop('cease')], says: 'block' },
  { rule: 'il-cease', when: 'efforts are being ended', stops: [aStop('cease')], ask: { subject: 'ceaseCommunicationAcknowledgement' } },
  { rule: 'il-cease', when: 'nobody wrote' },
  { rule: 'il-location-info', when: 'asked before', ...aunt, ...whereabouts, contacts: on(['2026-10-01'], { affiliation: 'relative' }), says: 'block' },
  { rule: 'il-location-info', when: 'asked before, as the dialer says of whoever is no customer', ...aunt, ...whereabouts, contacts: on(['2026-10-01'], { affiliation: 'relative', reach: 'third-party' }), says: 'block' },
  { rule: 'il-location-info', when: 'called before, and nobody picked up', ...aunt, ...whereabouts, contacts: on(['2026-10-01'], { affiliation: 'relative', reach: 'no-answer' }) },
  { rule: 'il-location-info', when: 'asked for the first time', ...aunt, ...whereabouts },
  { rule: 'il-location-info', when: 'asked to call again', ...aunt, ...whereabouts, known: { locationAskedAgain: true }, contacts: on(['2026-10-01'], { affiliation: 'relative' }) },
  { rule: 'il-location-info-attorney', when: 'an attorney is known', ...aunt, ...whereabouts, ...attorney, says: 'block' },
  { rule: 'il-location-info-attorney', when: 'the attorney was silent', ...aunt, ...whereabouts, ...attorney, known: { attorneyUnansweredAt: '2026-10-01' } },
  { rule: 'il-location-info-script', when: 'a relative is asked', ...aunt, ...whereabouts, says: 'location_script' },
  { rule: 'il-location-info-script', when: 'the customer is asked', ...whereabouts },
  { rule: 'il-employer-notice', when: 'no notice', ...employer, known: { defaultDate: '2026-01-01' }, says: 'block' },
  { rule: 'il-employer-notice', when: 'four days after the notice', ...employer, known: { defaultDate: '2026-01-01', employerNoticeAt: '2026-11-27' }, says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'il-employer-notice', when: '29 days after default', ...employer, known: { defaultDate: '2026-11-02', employerNoticeAt: '2026-11-01' }, says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'il-employer-notice', when: 'both are long ago', ...employer, known: { defaultDate: '2026-11-01', employerNoticeAt: '2026-11-26' } },
  { rule: 'il-employer-notice', when: 'a creditor calls without notice', ...employer, ...firstParty, known: { defaultDate: '2026-01-01' }, says: 'block' },
  { rule: 'il-employer-notice', when: 'the customer is called' },
  { rule: 'il-identity-theft-hold', when: 'stated', known: { identityTheftStatementAt: '2026-11-20' }, says: 'hold' },
  { rule: 'il-identity-theft-hold', when: 'reviewed', known: { identityTheftStatementAt: '2026-11-20', statementReviewedAt: '2026-11-30' } },
  { rule: 'il-identity-theft-hold', when: 'a required notice is sent', known: { identityTheftStatementAt: '2026-11-20' }, ask: { theme: 'opsServicingVerificationOfDebt' } },
  { rule: 'il-coerced-debt-hold', when: 'stated', known: { coercedDebtStatementAt: '2026-11-20' }, says: 'hold' },
  { rule: 'il-coerced-debt-hold', when: 'before the law', at: '2025-08-14T15:00:00Z', known: { coercedDebtStatementAt: '2025-08-01' } },
  { rule: 'il-coerced-debt-hold', when: 'a house secures the debt', known: { coercedDebtStatementAt: '2026-11-20', securedByRealEstate: true } },
  { rule: 'il-coerced-debt-hold', when: 'after judgment', known: { coercedDebtStatementAt: '2026-11-20', judgment: true } },
])('$rule, $when', (each) => {
  expect(saidIn('US-IL', 'America/Chicago', each)).toEqual(expected(each));
}); // prettier-ignore
