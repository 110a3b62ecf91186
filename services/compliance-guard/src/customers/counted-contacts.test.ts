import { aContact } from '../rules/some-facts.ts';
import type { Rule } from '../rules/rule.ts';
import { rules } from '../rules/ruleset.ts';
import { awaitsAnswer, countedContacts } from './counted-contacts.ts';
import {
  limitDaysMax, newCustomer, trimmed, type Customer, type CustomerFact, type MadeContact,
} from './customer.ts'; // prettier-ignore

const zone = 'America/New_York';
const made = (at: string, over: Partial<MadeContact> = {}): MadeContact => ({
  interactionId: `IN-${at}`,
  permitId: null,
  touchId: null,
  decisionId: null,
  contactId: 'CT-1-A',
  channel: 'voice',
  theme: 'opsCollDebt',
  subject: null,
  debtIds: ['LN-1-A'],
  at: new Date(at),
  counts: true,
  isConversation: false,
  reach: 'answered',
  isAutodialed: false,
  isPrerecorded: false,
  isResponse: false,
  isAnswerable: false,
  version: 1,
  handOver: 'elsewhere',
  ...over,
});
const aCustomer = (...contacts: MadeContact[]): Customer => ({
  ...newCustomer('CR-1-A', 'BO-1-A'),
  version: 1,
  contacts: [aContact({ label: 'work', lineType: 'business' })],
  made: contacts,
});
const counted = (customer: Customer, recorded: Parameters<typeof countedContacts>[1] = []) =>
  countedContacts(customer, recorded, zone, undefined);
const fact = (name: string, from: string, over: object = {}) => ({
  name, of: null, value: true, from: Date.parse(from), until: null, ...over,
}); // prettier-ignore

describe('what limits count', () => {
  test('a contact is known by the place, line and person it was made to; one that is gone by none', () => {
    const [known, gone] = counted(
      aCustomer(made('2026-12-01T15:00:00Z'), made('2026-12-01T16:00:00Z', { contactId: 'CT-9-Z' })),
    );

    expect(known).toMatchObject({ label: 'work', lineType: 'business', affiliation: 'self' });
    expect(gone).toMatchObject({ label: null, lineType: null, affiliation: null });
  });

  test('calls to a number that proved to be somebody else’s are gone, all others stay', () => {
    const customer = aCustomer(made('2026-12-01T15:00:00Z'), made('2026-12-01T16:00:00Z', { contactId: 'CT-2-B' }));

    const left = counted(customer, [fact('wrongNumber', '2026-12-02T00:00:00Z', { of: 'CT-1-A' })]);

    expect(left.map(({ contactId }) => contactId)).toEqual(['CT-2-B']);
  });

  test('calls to a number that is the customer’s again count again', () => {
    const until = Date.parse('2026-12-03T00:00:00Z');
    const again = made('2026-12-04T15:00:00Z');

    const left = counted(aCustomer(made('2026-12-01T15:00:00Z'), again), [
      fact('wrongNumber', '2026-12-02T00:00:00Z', { of: 'CT-1-A', until }),
    ]);

    expect(left).toMatchObject([{ interactionId: again.interactionId }]);
  });

  test('a call the customer asked for is marked, until they were spoken to', () => {
    const consent = fact('directConsentTo', '2026-12-01T14:00:00Z', { value: [] });
    const talk = made('2026-12-02T15:00:00Z', { isConversation: true, reach: 'spoke' });
    const customer = aCustomer(
      made('2026-12-01T13:00:00Z'),
      made('2026-12-01T15:00:00Z'),
      talk,
      made('2026-12-03T15:00:00Z'),
    );

    expect(counted(customer, [consent]).map(({ isConsented }) => isConsented)).toEqual([false, true, true, false]);
  });

  test('consent about one debt marks no call that was about another, too', () => {
    const consent = fact('directConsentTo', '2026-12-01T14:00:00Z', { value: [], of: 'LN-1-A' });
    const customer = aCustomer(
      made('2026-12-01T15:00:00Z'),
      made('2026-12-01T16:00:00Z', { debtIds: ['LN-1-A', 'LN-2-B'] }),
    );

    expect(counted(customer, [consent]).map(({ isConsented }) => isConsented)).toEqual([true, false]);
  });

  test('what the customer sent counts for nothing', () => {
    expect(counted(aCustomer(made('2026-12-01T15:00:00Z', { counts: false, isAnswerable: true })))).toEqual([]);
  });
});

describe('one answer to what the customer began', () => {
  const question = made('2026-12-01T15:00:00Z', { channel: 'email', counts: false, isAnswerable: true });
  const answer = made('2026-12-01T16:00:00Z', { channel: 'email', isResponse: true });
  const now = Date.parse('2026-12-01T17:00:00Z');

  test.each<[string, MadeContact[], boolean]>([
    ['a question waits for it', [question], true],
    ['it was given', [question, answer], false],
    ['one that failed was not given', [question, { ...answer, counts: false }], true],
    ['what was no answer gave none', [question, { ...answer, isResponse: false }], true],
    ['a later question waits again', [question, answer, { ...question, at: new Date('2026-12-01T16:30:00Z') }], true],
    ['another medium asks for nothing here', [{ ...question, channel: 'text' }], false],
    ['a STOP asks for nothing', [{ ...question, isAnswerable: false }], false],
    ['nobody asked', [], false],
  ])('%s', (_name, contacts, waits) => {
    expect(awaitsAnswer(aCustomer(...contacts), 'email', now)).toBe(waits);
  });
});

test('what is longer ago than any limit looks back is dropped, by the newest contact and no clock', () => {
  const old = made('2026-08-01T15:00:00Z');
  const search = made('2025-01-01T15:00:00Z', { theme: 'opsCollLocateBorrower' });
  const quarter = made('2026-09-05T15:00:00Z');
  const last = made('2026-12-01T15:00:00Z');

  expect(trimmed(aCustomer(old, search, quarter, last)).made).toEqual([search, quarter, last]);
});

const long = made('2025-01-01T15:00:00Z');
const lately = made('2026-12-01T15:00:00Z', { contactId: 'CT-2-B' });
const cease = (value: string): CustomerFact => ({
  name: 'registeredCeaseAt', of: null, value, from: lately.at, until: null, recordedAt: lately.at,
  recordedBy: { kind: 'account', id: 'AC-1-A' },
}); // prettier-ignore

test.each<[string, boolean, Partial<Customer>]>([
  ['a contact with the customer', false, {}],
  ['one with the employer, who is told once', true, { contacts: [aContact({ affiliation: 'employer' })] }],
  ['one with a relative', true, { contacts: [aContact({ affiliation: 'relative' })] }],
  ['one before the certified request to stop', false, { facts: [cease('2025-01-03')] }],
  ['one since it, of which few are left in all', true, { facts: [cease('2025-01-01')] }],
])('%s is kept for ever: %s', (_what, isKept, over) => {
  const customer = { ...aCustomer(long, lately), ...over };

  expect(trimmed(customer).made).toEqual(isKept ? [long, lately] : [lately]);
});

/** Contacts to third persons, and those since a certified request to stop, stay for ever. */
const looksBackForEver = ({ window, to }: Extract<Rule['shape'], { kind: 'count' }>): boolean =>
  ('since' in window && window.since === 'registeredCeaseAt') ||
  (to.length > 0 && to.every((affiliation) => ['employer', 'relative', 'other'].includes(affiliation)));

test('no shipped limit looks back further than contacts are kept', () => {
  const further = rules.filter(
    ({ shape }) =>
      shape.kind === 'count' &&
      !('calendar' in shape.window) &&
      !('days' in shape.window && shape.window.days <= limitDaysMax) &&
      !looksBackForEver(shape),
  );

  expect(further.map(({ id }) => id)).toEqual([]);
});
