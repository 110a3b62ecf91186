import type { Customer } from './customer.ts';

const wordsMax = 30;

const nameKey = (word: string): string => `name:${word}`;

/** The words of a name, each once: letter case, accents and punctuation do not count. */
export function nameKeys(name: string): string[] {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...new Set(words)].slice(0, wordsMax).map(nameKey);
}

/** By what a customer is found beside their reference: every word of the name, every email and every phone, also old ones. */
export const searchKeysOf = ({ name, contacts }: Pick<Customer, 'name' | 'contacts'>): string[] => [
  ...nameKeys([name.firstName, name.middleName, name.lastName].join(' ')),
  ...contacts.filter(({ kind }) => kind !== 'address').map(({ key }) => key),
];
