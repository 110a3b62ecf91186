import fc from 'fast-check';
import { Acknowledged } from './acknowledged.ts';

const row = (key: string, sequence: number) => ({ topic: 't', key, sequence });

test('the first of a key needs nothing before it, and every other its predecessor', () => {
  const acknowledged = new Acknowledged();
  acknowledged.note([row('b', 7)]);

  const { next, gap } = acknowledged.inTurn([row('b', 9), row('a', 2), row('a', 1), row('b', 8), row('c', 2)]);

  expect(next).toEqual([row('a', 1), row('a', 2), row('b', 8), row('b', 9)]);
  expect(gap).toBe(true);
});

test('what was acknowledged is left out, and no gap', () => {
  const acknowledged = new Acknowledged();
  acknowledged.note([row('a', 3)]);

  expect(acknowledged.inTurn([row('a', 2), row('a', 3)])).toEqual({ next: [], gap: false });
  expect(acknowledged.includes(row('a', 3))).toBe(true);
  expect(acknowledged.includes(row('a', 4))).toBe(false);
});

test('keys used last are known, others are forgotten, and nothing is ever taken for acknowledged that was not', () => {
  const noted = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5 })));

  fc.assert(
    fc.property(noted, (all) => {
      const acknowledged = new Acknowledged(4);
      const highest = new Map<number, number>();
      for (const [key, sequence] of all) {
        acknowledged.note([row(`${key}`, sequence)]);
        highest.set(key, Math.max(sequence, highest.get(key) ?? 0));
        expect(acknowledged.includes(row(`${key}`, sequence))).toBe(true);
      }

      for (let key = 0; key <= 20; key++)
        expect(acknowledged.includes(row(`${key}`, (highest.get(key) ?? 0) + 1))).toBe(false);
    }),
  );
});
