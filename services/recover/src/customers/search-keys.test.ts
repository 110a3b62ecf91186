import fc from 'fast-check';
import { newContacts } from '../contacts/contact.ts';
import { dana } from '../examples.ts';
import { keysSought, nameKeys, searchKeysOf } from './search-keys.ts';

test.each([
  ['Dana Okafor', ['name:dana', 'name:okafor', 'name:dana okafor']],
  ['  OKAFOR,  dana okafor ', ['name:okafor', 'name:dana', 'name:dana okafor']],
  ['José Ñuñez', ['name:jose', 'name:nunez', 'name:jose nunez']],
  ['Ana O’Brien', ['name:ana', 'name:o', 'name:brien', 'name:ana o', 'name:ana brien', 'name:brien o']],
  ['Weiß', ['name:weiss']],
  ['WEISS', ['name:weiss']],
  ['李 小龙', ['name:李', 'name:小龙', 'name:小龙 李']],
  [' .,- ', []],
])('%j is found by %j', (name, keys) => {
  expect(nameKeys(name)).toEqual(keys);
});

test.each([
  ['Okafor', ['name:okafor']],
  ['Okafor, DANA', ['name:dana okafor']],
  ['brien ana o', ['name:ana brien', 'name:brien o']],
  ['dana dana', ['name:dana']],
  [' .,- ', []],
])('%j is sought by %j: of several words none alone', (name, keys) => {
  expect(keysSought(name)).toEqual(keys);
});

const word = fc.stringMatching(/^[a-e]{1,2}$/);
const words = fc.array(word, { minLength: 1, maxLength: 6 });

test('whoever has all words sought has all keys sought, and nobody else', () => {
  const check = fc.property(words, words, (name, sought) => {
    const keys = new Set(nameKeys(name.join(' ')));
    const isFound = keysSought(sought.join(' ')).every((key) => keys.has(key));
    expect(isFound).toBe(sought.every((each) => name.includes(each)));
  });
  fc.assert(check);
});

test('a name of very many words has few keys', () => {
  const name = Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ');

  expect(nameKeys(name)).toHaveLength(12 + 66);
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
    'name:dana okafor',
    'phone\n5125550142',
    'email\ndana.okafor@example.com',
  ]);
});
