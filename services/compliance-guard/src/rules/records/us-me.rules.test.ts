import { aStop } from '../some-facts.ts';
import { expected, saidIn, type StateRow } from '../state-row.ts';

const night = { at: '2026-12-02T02:00:00Z' };
const attorney = { stops: [aStop('attorney')] };
const work = { contact: { label: 'work' } };
const threat = { ask: { says: { threatensLegalAction: true } } };
const letter = { ask: { channel: 'mail' } } as const;
const planned = { known: { planAgreedAt: '2026-11-20' } };

test.each<StateRow>([
  { rule: 'me-hours', when: 'at 21:00', ...night, says: 'block', next: '2026-12-02T13:00:00.000Z' },
  { rule: 'me-hours', when: 'at 20:59', at: '2026-12-02T01:59:00Z' },
  { rule: 'me-hours', when: 'a court permits it', ...night, known: { courtPermission: true } },
  { rule: 'me-hours', when: 'a letter is sent', ...night, ...letter },
  { rule: 'me-attorney', when: 'one is known', ...attorney, says: 'block' },
  { rule: 'me-attorney', when: 'the attorney agrees', ...attorney, known: { contactPersonRepByAttorney: true } },
  { rule: 'me-work', when: 'the employer forbids it', ...work, known: { employerProhibits: true }, says: 'block' },
  { rule: 'me-work', when: 'the customer consented', ...work, known: { employerProhibits: true, contactPersonWork: true } },
  { rule: 'me-letter-office-hours', when: 'a letter is sent', ...letter, says: 'me_office_hours me_street_address' },
  { rule: 'me-letter-office-hours', when: 'somebody calls' },
  { rule: 'me-first-letter-wording', when: 'the first letter', ...letter, says: 'warn' },
  { rule: 'me-first-letter-wording', when: 'the second letter', ...letter, known: { firstWrittenCommunicationAt: '2026-11-01' } },
  { rule: 'me-economic-abuse-hold', when: 'shown', known: { economicAbuseStatementAt: '2026-11-01' }, says: 'hold' },
  { rule: 'me-economic-abuse-hold', when: 'not shown' },
  { rule: 'me-time-barred-no-suit', when: 'six years after the last payment', ...threat, known: { defaultDate: '2025-01-01', lastActivityAt: '2020-11-30' }, says: 'block' },
  { rule: 'me-time-barred-no-suit', when: 'five years after it', ...threat, known: { defaultDate: '2025-01-01', lastActivityAt: '2021-12-02' } },
  { rule: 'me-time-barred-no-suit', when: 'nobody threatens', known: { defaultDate: '2015-01-01', lastActivityAt: '2015-11-30' } },
  { rule: 'me-time-barred-no-suit', when: 'a later promise revives nothing', ...threat, known: { defaultDate: '2015-01-01', lastActivityAt: '2026-11-01' }, says: 'block' },
  { rule: 'me-plan-copy', when: 'a plan was agreed', ...planned, says: 'send-plan-copy by 2026-12-07' },
  { rule: 'me-plan-copy', when: 'its copy was sent', known: { ...planned.known, planCopySentAt: '2026-11-22' } },
  { rule: 'me-plan-copy', when: 'only an earlier plan’s copy was sent', known: { ...planned.known, planCopySentAt: '2026-11-19' }, says: 'send-plan-copy by 2026-12-07' },
  { rule: 'me-plan-copy', when: 'a court ordered it', known: { ...planned.known, judgment: true } },
  { rule: 'me-plan-copy-first', when: 'a reminder before the copy', ...planned, ask: { theme: 'opsServicing', subject: 'paymentDueDateReminder' }, says: 'hold' },
  { rule: 'me-plan-copy-first', when: 'a receipt before the copy', ...planned, ask: { theme: 'opsServicing', subject: 'paymentSuccessful' } },
  { rule: 'me-plan-copy-first', when: 'a reminder after the copy', known: { ...planned.known, planCopySentAt: '2026-11-22' } },
])('$rule, $when', (each) => {
  expect(saidIn('US-ME', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore
