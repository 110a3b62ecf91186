import { Binary, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { emptyArrayKey, reverseKey, sortKey } from './sort-key.ts';

// In MongoDB's order; each is below the next.
const ascending: unknown[] = [
  new MinKey(), null, Number.NaN, -Infinity, Long.fromString('-9007199254740993'), -9007199254740992, -1.5, -1, 0, 0.5, 1,
  9007199254740992, Long.fromString('9007199254740993'), 1e300, Infinity, '', '\u0000', 'a', 'a\u0000', 'ab', 'b', '\uffee',
  '\u{1f600}', {}, { a: 1 }, { a: 2 }, { a: 1, b: 1 }.a === 1 ? { a: 2, b: 1 } : {}, { b: 1 }, [], [1], [1, 2], [2],
  new Binary(Buffer.from('b')), new Binary(Buffer.from('aa')), new ObjectId('000000000000000000000001'), false, true,
  new Date(-1), new Date(0), new Timestamp({ t: 1, i: 1 }), /a/, new MaxKey(),
]; // prettier-ignore

test('keys sort as MongoDB sorts values, forward and, reversed, backward', () => {
  const keys = ascending.map(sortKey);

  expect(keys.toSorted()).toEqual(keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.map(reverseKey).toSorted()).toEqual(keys.map(reverseKey).reverse());
});

test('equal numbers have one key, whatever their type', () => {
  expect(sortKey(Long.fromNumber(5))).toBe(sortKey(5));
  expect(sortKey(-0)).toBe(sortKey(0));
});

test('no key starts another one, so keys can be joined', () => {
  const keys = ascending.map(sortKey);

  for (const key of keys) expect(keys.filter((other) => other !== key && other.startsWith(key))).toEqual([]);
  expect(keys.some((key) => key.startsWith(emptyArrayKey))).toBe(false);
});
