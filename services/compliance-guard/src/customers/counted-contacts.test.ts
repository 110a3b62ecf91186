import { aContact } from '../rules/some-facts.ts';
import { awaitsAnswer, countedContacts } from './counted-contacts.ts';
import { newCustomer, trimmed, type Customer, type MadeContact } from './customer.ts';

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
