import type { Customer } from './customer.ts';

/** As many words of a name are found, which makes 66 pairs of them. */
const wordsMax = 12;

/** Nothing to fold but letter case, and only blanks between the words. */
const plainLetters = /^[a-z0-9 ]*$/i;

function foldedWords(name: string): string[] {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().toLowerCase(); // ß is ss
  return letters.split(/[^\p{L}\p{N}]+/u);
}

/** The words of a name, each once: letter case, accents and punctuation do not count. */
function wordsOf(name: string): string[] {
  const words = plainLetters.test(name) ? name.toLowerCase().split(' ') : foldedWords(name);
  return [...new Set(words.filter((word) => word !== ''))].slice(0, wordsMax);
}

const wordKey = (word: string): string => `name:${word}`;
const pairKey = (one: string, other: string): string => `name:${[one, other].sort().join(' ')}`;

/**
 * What a customer of that name is found by: each word, and every two of them together. A first and a last name may be
 * common and the two of them rare, and an index range is read for one key only.
 */
export function nameKeys(name: string): string[] {
  const words = wordsOf(name);
  const pairs = words.flatMap((word, i) => words.slice(i + 1).map((other) => pairKey(word, other)));
  return [...words.map(wordKey), ...pairs];
}

/** The keys that everybody has whose name has all these words, and nobody else. */
export function keysSought(name: string): string[] {
  const [first = '', ...others] = wordsOf(name);
  if (others.length === 0) return first === '' ? [] : [wordKey(first)];
  return others.map((other) => pairKey(first, other));
}

/** By what a customer is found beside their reference: their name, every email and every phone, also old ones. */
export const searchKeysOf = ({ name, contacts }: Pick<Customer, 'name' | 'contacts'>): string[] => [
  ...nameKeys([name.firstName, name.middleName, name.lastName].join(' ')),
  ...contacts.filter(({ kind }) => kind !== 'address').map(({ key }) => key),
];
