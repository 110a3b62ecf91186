import { newContacts } from '../contacts/contact.ts';
import { dana } from '../examples.ts';
import { nameKeys, searchKeysOf } from './search-keys.ts';

test.each([
  ['Dana Okafor', ['name:dana', 'name:okafor']],
  ['  OKAFOR,  dana okafor ', ['name:okafor', 'name:dana']],
  ['José Ñuñez-O’Brien', ['name:jose', 'name:nunez', 'name:o', 'name:brien']],
  ['李 小龙', ['name:李', 'name:小龙']],
  [' .,- ', []],
])('%j is found by %j', (name, keys) => {
  expect(nameKeys(name)).toEqual(keys);
});

test('a customer is found by name, emails and phones, and not by where they live', () => {
  const { phones, emails } = dana;
  const contacts = newContacts(
    { phones: phones.map(({ phoneNumber }) => ({ phoneNumber })), emails: emails.map(({ email }) => ({ email })) },
    { now: new Date(0), textConsentAtPlacement: false },
  );

  expect(searchKeysOf({ name: dana.name, contacts })).toEqual([
    'name:dana',
    'name:okafor',
    'phone\n5125550142',
    'email\ndana.okafor@example.com',
  ]);
});
