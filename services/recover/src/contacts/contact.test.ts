import { contactFacts } from './contact-facts.ts';
import type { ContactLists } from './contact.schema.ts';
import { addressKey, emailKey, newContacts, phoneKey, unsubscribe } from './contact.ts';

const now = new Date('2026-01-05T12:00:00Z');
const terms = { now, textConsentAtPlacement: true };
const phone = (phoneNumber: string, types?: ('HOME' | 'WORK' | 'CELL' | 'FAX' | 'BUSINESS')[], meta?: object) => ({
  phoneNumber,
  ...(types && { types }),
  ...(meta && { meta }),
});
const placed = (lists: ContactLists, over = {}) => contactFacts(newContacts(lists, { ...terms, ...over }));

test.each([
  [['CELL'], 'personal', true],
  [['HOME'], 'home', false],
  [['WORK'], 'work', false],
  [['BUSINESS', 'CELL'], 'work', false],
  [['FAX', 'WORK'], 'fax', false],
  [[], 'home', false],
] as const)('a phone of types %j is %s, and may be texted: %s', (types, label, receiveTextMessages) => {
  expect(placed({ phones: [phone('512-555-0142', [...types])] })).toMatchObject([{ label, receiveTextMessages }]);
});

test('without the creditor’s consent at placement no phone may be texted', () => {
  const contacts = placed({ phones: [phone('512-555-0142', ['CELL'])] }, { textConsentAtPlacement: false });

  expect(contacts).toMatchObject([{ receiveTextMessages: false, consentAutodialedCall: null }]);
});

test('of each kind the first active contact is the primary one, unless another says so', () => {
  const contacts = placed({
    emails: [
      { email: 'a@example.com', meta: { isActive: false, isPrimary: true } },
      { email: 'b@example.com' },
      { email: 'c@example.com' },
      { email: 'd@example.com' },
    ],
    phones: [phone('512-555-0001'), phone('512-555-0002', undefined, { isPrimary: true })],
  });

  expect(contacts.map(({ value, status }) => [value, status])).toEqual([
    ['+15125550001', 'secondary'],
    ['+15125550002', 'primary'],
    ['a@example.com', 'archived'],
    ['b@example.com', 'primary'],
    ['c@example.com', 'secondary'],
    ['d@example.com', 'additional'],
  ]);
});

test('the same contact written twice is stored once', () => {
  const contacts = placed({ emails: [{ email: 'Dana@example.com' }, { email: 'dana@EXAMPLE.com' }] });

  expect(contacts).toMatchObject([{ value: 'dana@example.com' }]);
});

test('letter case, white space and punctuation do not make a contact another one', () => {
  const address = { city: 'Austin', state: 'TX', zipcode: '78701', countryCode: 'US' };

  expect(emailKey({ email: 'Dana@Example.com' })).toBe(emailKey({ email: 'dana@example.com' }));
  expect(phoneKey({ phoneNumber: '512-555-0142' })).toBe(phoneKey({ phoneNumber: '512-555-0142', types: ['CELL'] }));
  expect(addressKey({ ...address, streetLine1: '12  elm st ' })).toBe(
    addressKey({ ...address, streetLine1: '12 Elm St' }),
  );
  expect(addressKey({ ...address, streetLine1: '12 Elm St' })).not.toBe(
    addressKey({ ...address, streetLine2: '12 Elm St' }),
  );
});

test('an unsubscribed primary contact hands its place to the next active one, and says when it was', () => {
  const before = newContacts({ phones: [phone('512-555-0001'), phone('512-555-0002')] }, terms);

  const after = unsubscribe(before, new Set([phoneKey({ phoneNumber: '512-555-0001' })]), 2, now);
  const again = unsubscribe(after, new Set([phoneKey({ phoneNumber: '512-555-0001' })]), 3, now);

  expect(after).toMatchObject([
    { isActive: false, isPrimary: false, unsubscribedVersion: 2 },
    { isActive: true, isPrimary: true },
  ]);
  expect(again).toEqual(after);
});
