import { aStop } from '../some-facts.ts';
import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const letter = { ask: { channel: 'mail' } } as const;
const asked = { registeredCeaseAt: '2026-11-10' };
const aunt = { contact: { affiliation: 'relative' } } as const;
const whereabouts = { ask: { theme: 'opsCollLocateBorrower' } };
const firstParty = { role: 'firstParty' } as const;
const letters = (...dates: string[]) => on(dates, { channel: 'mail', reach: 'sent' });
const contacts = on(['2026-11-11', '2026-11-15', '2026-11-20', '2026-11-25']);

test.each<StateRow>([
  { rule: 'la-third-party', when: 'a creditor calls a relative', ...firstParty, ...aunt, says: 'block' },
  { rule: 'la-third-party', when: 'the relative lives there', ...aunt, known: { householdMember: true } },
  { rule: 'la-third-party', when: 'the customer consented', ...aunt, known: { thirdPartyConsent: true } },
  { rule: 'la-third-party', when: 'asked where somebody is who never moved', ...aunt, ...whereabouts, says: 'block' },
  { rule: 'la-third-party', when: 'asked where somebody moved', ...aunt, ...whereabouts, known: { believedMoved: true } },
  { rule: 'la-cease-mail-1-per-month', when: 'a letter 30 days ago', ...letter, known: asked, contacts: letters('2026-11-01'), says: 'block', next: '2026-12-02T06:00:00.000Z' },
  { rule: 'la-cease-mail-1-per-month', when: 'a letter 31 days ago', ...letter, known: asked, contacts: letters('2026-10-31') },
  { rule: 'la-cease-mail-1-per-month', when: 'nobody asked for an end', ...letter, contacts: letters('2026-11-30') },
  { rule: 'la-cease-4-personal-contacts', when: 'a fifth contact', known: asked, contacts, says: 'block' },
  { rule: 'la-cease-4-personal-contacts', when: 'a fourth contact', known: asked, contacts: contacts.slice(1) },
  { rule: 'la-cease-4-personal-contacts', when: 'one was before the letter', known: { registeredCeaseAt: '2026-11-12' }, contacts },
  { rule: 'la-cease-4-personal-contacts', when: 'letters are no personal contacts', known: asked, contacts: letters('2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14') },
])('Louisiana: $rule, $when', (each) => {
  expect(saidIn('US-LA', 'America/Chicago', each)).toEqual(expected(each));
}); // prettier-ignore

const loan = { loanLicence: 'installment' };
test.each<StateRow>([
  { rule: 'ne-loan-cease', when: 'asked by certified mail', ...firstParty, known: { ...loan, ...asked }, says: 'block' },
  { rule: 'ne-loan-cease', when: 'a letter', ...firstParty, ...letter, known: { ...loan, ...asked } },
  { rule: 'ne-loan-cease', when: 'an agency', known: { ...loan, ...asked } },
  { rule: 'ne-loan-cease', when: 'another loan', ...firstParty, known: asked },
  { rule: 'ne-loan-cease-1-per-month', when: 'a letter 30 days ago', ...firstParty, ...letter, known: { ...loan, ...asked }, contacts: letters('2026-11-01'), says: 'block', next: '2026-12-02T06:00:00.000Z' },
  { rule: 'ne-loan-cease-1-per-month', when: 'a letter 31 days ago', ...firstParty, ...letter, known: { ...loan, ...asked }, contacts: letters('2026-10-31') },
  { rule: 'ne-loan-cease-1-per-month', when: 'nobody asked for an end', ...firstParty, ...letter, known: loan, contacts: letters('2026-11-30') },
  { rule: 'ne-loan-third-party', when: 'a relative', ...firstParty, ...aunt, known: loan, says: 'block' },
  { rule: 'ne-loan-third-party', when: 'asked where the borrower is', ...firstParty, ...aunt, ...whereabouts, known: loan },
  { rule: 'ne-loan-third-party', when: 'the borrower consented', ...firstParty, ...aunt, known: { ...loan, thirdPartyConsent: true } },
  { rule: 'ne-loan-third-party', when: 'the borrower', ...firstParty, known: loan },
])('Nebraska: $rule, $when', (each) => {
  expect(saidIn('US-NE', 'America/Chicago', each)).toEqual(expected(each));
}); // prettier-ignore

const short = { loanLicence: 'shortTerm' };
test.each<StateRow>([
  { rule: 'oh-short-term-location', when: 'a lender asked before', ...firstParty, ...aunt, ...whereabouts, known: short, contacts: on(['2026-06-01'], { affiliation: 'relative' }), says: 'block' },
  { rule: 'oh-short-term-location', when: 'for the first time', ...firstParty, ...aunt, ...whereabouts, known: short },
  { rule: 'oh-short-term-location', when: 'about another loan', ...firstParty, ...aunt, ...whereabouts, contacts: on(['2026-06-01'], { affiliation: 'relative' }) },
  { rule: 'oh-short-term-location', when: 'asked to call again', ...aunt, ...whereabouts, known: { ...short, locationAskedAgain: true }, contacts: on(['2026-06-01'], { affiliation: 'relative' }) },
  { rule: 'oh-short-term-location-script', when: 'a relative is asked', ...aunt, ...whereabouts, known: short, says: 'location_script' },
  { rule: 'oh-short-term-location-script', when: 'about another loan', ...aunt, ...whereabouts },
  { rule: 'oh-short-term-contact', when: 'at night', ...firstParty, known: short, at: '2026-12-02T02:00:00Z', says: 'off' },
  { rule: 'oh-short-term-contact', when: 'by day', ...firstParty, known: short },
  { rule: 'oh-short-term-contact', when: 'a court permits it', known: { ...short, courtPermission: true }, at: '2026-12-02T02:00:00Z' },
  { rule: 'oh-short-term-contact-attorney', when: 'an attorney is known', known: short, stops: [aStop('attorney')], says: 'off' },
  { rule: 'oh-short-term-contact-attorney', when: 'about another loan', stops: [aStop('attorney')] },
  { rule: 'oh-short-term-contact-work', when: 'the employer forbids it', contact: { label: 'work' }, known: { ...short, employerProhibits: true }, says: 'off' },
  { rule: 'oh-short-term-contact-work', when: 'at home', known: { ...short, employerProhibits: true } },
  { rule: 'oh-short-term-contact-cease', when: 'the customer wrote', known: short, stops: [aStop('cease')], says: 'off' },
  { rule: 'oh-short-term-contact-cease', when: 'nobody wrote', known: short },
  { rule: 'oh-short-term-contact-third-party', when: 'a relative', ...aunt, known: short, says: 'off' },
  { rule: 'oh-short-term-contact-third-party', when: 'the spouse', contact: { affiliation: 'spouse' }, known: short },
])('Ohio: $rule, $when', (each) => {
  expect(saidIn('US-OH', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore
