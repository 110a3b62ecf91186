import { dana } from '../examples.ts';
import { CustomerReplacement } from '../customers/replacement.schema.ts';
import { readWire } from '../wire/read-wire.ts';
import { addContacts, emailKey, newContacts, unsubscribe, type Contact } from './contact.ts';
import { ContactLists } from './contact.schema.ts';
import { replaceContacts } from './replace-contacts.ts';

const placedAt = new Date('2026-01-05T12:00:00Z');
const now = new Date('2026-02-05T12:00:00Z');
const terms = { now, textConsentAtPlacement: true };
const address = { ...dana.addresses[0], meta: { isActive: true } };
const [email] = dana.emails;

const stored = newContacts(readWire(ContactLists, { ...dana, emails: [email, { email: 'second@example.com' }] }), {
  ...terms,
  now: placedAt,
});
const idOf = (contacts: readonly Contact[], key: string) => contacts.find((each) => each.key === key)?.contactId;
const firstEmailId = idOf(stored, emailKey({ email: email?.email ?? '' }));

const replacement = { name: dana.name, addresses: [address], emails: [email] };
const written = (request: object, before: readonly Contact[]) =>
  replaceContacts(before, readWire(CustomerReplacement, request), terms);
const replace = (over: object, before: readonly Contact[] = stored) =>
  written({ ...replacement, phones: dana.phones, ...over }, before);
const emails = (contacts: readonly Contact[]) =>
  contacts.flatMap((contact) =>
    contact.kind === 'email' ? [[contact.email, contact.isActive, contact.isPrimary]] : [],
  );

test('what is sent back as it stands is the very same', () => {
  const after = replace({ emails: [email, { email: 'second@example.com' }] });

  expect(after.every((contact, i) => contact === stored[i])).toBe(true);
});

test('what is not named is switched off and kept, what is new is inserted, what is named is switched on', () => {
  const without = written({ ...replacement, emails: [{ email: 'new@example.com' }] }, stored);
  const again = replace({}, without);

  expect(emails(without)).toEqual([
    [email?.email, false, false],
    ['second@example.com', false, false],
    ['new@example.com', true, true],
  ]);
  expect(without.filter(({ kind }) => kind === 'phone')).toMatchObject([{ isActive: false, lastModified: now }]);
  expect(emails(again)).toEqual([
    [email?.email, true, true],
    ['second@example.com', false, false],
    ['new@example.com', false, false],
  ]);
});

test('an entry may be sent switched off, and one of a list may take the first place', () => {
  const after = replace({
    emails: [
      { ...email, meta: { isActive: false } },
      { email: 'second@example.com' },
      { email: 'third@example.com', meta: { isPrimary: true } },
    ],
  });

  expect(emails(after)).toEqual([
    [email?.email, false, false],
    ['second@example.com', true, false],
    ['third@example.com', true, true],
  ]);
});

test('under its id a value is corrected, and what was proved of the old one is not proved of it', () => {
  const bounced = stored.map((each) => (each.contactId === firstEmailId ? { ...each, valid: false } : each));

  const after = replace({ emails: [{ email: 'dana.okafor@example.org', meta: { id: firstEmailId } }] }, bounced);

  expect(after.find(({ contactId }) => contactId === firstEmailId)).toMatchObject({
    email: 'dana.okafor@example.org',
    types: ['HOME'],
    valid: true,
    timeCreated: placedAt,
    lastModified: now,
  });
  expect(after).toHaveLength(stored.length);
});

test('an opt-out stays with the address it named, whatever is written under its id', () => {
  const silent = unsubscribe(stored, new Set([emailKey({ email: email?.email ?? '' })]), 2, placedAt);

  const corrected = replace({ emails: [{ email: 'other@example.org', meta: { id: firstEmailId } }] }, silent);
  const switchedOn = replace({ emails: [email] }, silent);
  const askedAgain = unsubscribe(switchedOn, new Set([emailKey({ email: email?.email ?? '' })]), 4, now);

  expect(corrected.find(({ contactId }) => contactId === firstEmailId)).toMatchObject({
    email: email?.email,
    isActive: false,
    unsubscribedVersion: 2,
  });
  expect(emails(corrected)).toContainEqual(['other@example.org', true, true]);
  expect(switchedOn.find(({ contactId }) => contactId === firstEmailId)).toMatchObject({
    isActive: true,
    unsubscribedVersion: 2,
  });
  expect(askedAgain.find(({ contactId }) => contactId === firstEmailId)).toMatchObject({
    isActive: false,
    unsubscribedVersion: 4,
  });
});

test('an opt-out heard elsewhere stays with its address just so', () => {
  const stopped = stored.map((each): Contact => (each.contactId === firstEmailId ? { ...each, optedOut: true } : each));

  const after = replace({ emails: [{ email: 'other@example.org', meta: { id: firstEmailId } }] }, stopped);

  expect(emails(after)).toEqual([
    [email?.email, false, false],
    ['second@example.com', false, false],
    ['other@example.org', true, true],
  ]);
});

test('two values may change places, and one that is written twice is written once', () => {
  const secondId = idOf(stored, emailKey({ email: 'second@example.com' }));

  const swapped = replace({
    emails: [
      { email: 'second@example.com', meta: { id: firstEmailId } },
      { ...email, meta: { id: secondId } },
      { email: 'SECOND@example.com' },
    ],
  });

  expect(emails(swapped)).toEqual([
    ['second@example.com', true, true],
    [email?.email, true, false],
  ]);
});

test.each([
  ['an unknown id', [{ email: 'x@example.com', meta: { id: 'CT-0-NONE' } }], 'emails[0].meta.id'],
  [
    'an id twice',
    [
      { ...email, meta: { id: firstEmailId } },
      { email: 'x@example.com', meta: { id: firstEmailId } },
    ],
    'emails[1].meta.id',
  ],
  ['a value that another stored entry has', [{ email: 'second@example.com', meta: { id: firstEmailId } }], 'emails[0]'],
])('%s is refused with its place', (_what, list, path) => {
  expect(() => replace({ emails: list })).toThrow(
    expect.objectContaining({ code: 'input-invalid', faults: [expect.objectContaining({ path })] }),
  );
});

test('adding leaves what is on file as it is, and an added primary takes the first place', () => {
  const silent = unsubscribe(stored, new Set([emailKey({ email: 'second@example.com' })]), 2, placedAt);

  const repeated = addContacts(silent, { emails: [{ email: 'Second@example.com' }] }, terms);
  const added = addContacts(silent, { emails: [{ email: 'new@example.com', meta: { isPrimary: true } }] }, terms);

  expect(repeated.every((contact, i) => contact === silent[i])).toBe(true);
  expect(emails(added)).toEqual([
    [email?.email, true, false],
    ['second@example.com', false, false],
    ['new@example.com', true, true],
  ]);
});
