import { aStop } from '../some-facts.ts';
import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const employer = { contact: { affiliation: 'employer' } } as const;
const mother = { contact: { affiliation: 'parent' } } as const;
const attorney = { stops: [aStop('attorney')] };
const verify = { ask: { theme: 'opsCollVerifyEmployment' } };
const contested = { known: { debtKind: 'medical', workersCompensationOpen: true } };
const firstParty = { role: 'firstParty' } as const;
const sevenCalls = on([
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
  '2026-11-30',
  '2026-12-01',
]);
const toEmployer = (...dates: string[]) => on(dates, { affiliation: 'employer' });
const toParent = (...dates: string[]) => on(dates, { affiliation: 'parent' });

test.each<StateRow>([
  { rule: 'reg-f-calls-7-in-7', when: 'a creditor calls an eighth time', ...firstParty, contacts: sevenCalls, says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'reg-f-hours', when: 'a creditor calls at night', ...firstParty, at: '2026-12-02T03:00:00Z', says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'reg-f-hours', when: 'a creditor writes at night', ...firstParty, at: '2026-12-02T03:00:00Z', ask: { channel: 'email' } },
  { rule: 'reg-f-harassment-other', when: 'a creditor calls a third time', ...firstParty, contacts: sevenCalls.slice(0, 2), says: 'warn' },
  { rule: 'ia-attorney', when: 'a creditor knows of one', ...firstParty, ...attorney, says: 'block' },
  { rule: 'ia-attorney', when: 'the attorney was silent', ...attorney, known: { attorneyUnansweredAt: '2026-11-01' } },
  { rule: 'ia-attorney', when: 'the customer consented', ...attorney, known: { contactPersonRepByAttorney: true }, says: 'block' },
  { rule: 'ia-third-party', when: 'an employer is told', ...employer, says: 'block' },
  { rule: 'ia-third-party', when: 'an employer confirms employment', ...employer, ...verify },
  { rule: 'ia-third-party', when: 'the spouse is told', contact: { affiliation: 'spouse' } },
  { rule: 'ia-employer-verify-1-per-month', when: 'asked 29 days ago', ...employer, ...verify, contacts: toEmployer('2026-11-02'), says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'ia-employer-verify-1-per-month', when: 'asked 30 days ago', ...employer, ...verify, contacts: toEmployer('2026-11-01') },
  { rule: 'ia-employer-verify-1-per-month', when: 'the customer was called', ...employer, ...verify, contacts: on(['2026-11-30']) },
  { rule: 'ia-employer-counselling-1-in-3-months', when: 'asked 91 days ago', ...employer, contacts: toEmployer('2026-09-01'), says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'ia-employer-counselling-1-in-3-months', when: 'asked 92 days ago', ...employer, contacts: toEmployer('2026-08-31') },
  { rule: 'ia-employer-counselling-1-in-3-months', when: 'employment is verified', ...employer, ...verify, contacts: toEmployer('2026-11-30') },
  { rule: 'ia-guardian-1-in-3-months', when: 'called 91 days ago', ...mother, contacts: toParent('2026-09-01'), says: 'block', next: '2026-12-02T14:00:00.000Z' },
  { rule: 'ia-guardian-1-in-3-months', when: 'called 92 days ago', ...mother, contacts: toParent('2026-08-31') },
  { rule: 'ia-guardian-1-in-3-months', when: 'the customer was called', contacts: toParent('2026-11-30') },
  { rule: 'ia-workers-comp-hold', when: 'a case is open', ...contested, says: 'hold' },
  { rule: 'ia-workers-comp-hold', when: 'a clinic collects', ...contested, ...firstParty, says: 'hold' },
  { rule: 'ia-workers-comp-hold', when: 'the debt is not medical', known: { workersCompensationOpen: true } },
  { rule: 'ia-workers-comp-hold', when: 'one account is sent', ...contested, ask: { channel: 'mail', theme: 'opsServicingVerificationOfDebt' } },
  { rule: 'ia-workers-comp-hold', when: 'a second account is sent', known: { ...contested.known, itemizationSentAt: '2026-11-01' }, ask: { channel: 'mail', theme: 'opsServicingVerificationOfDebt' }, says: 'hold' },
])('$rule, $when', (each) => {
  expect(saidIn('US-IA', 'America/Chicago', each)).toEqual(expected(each));
}); // prettier-ignore
