import fc from 'fast-check';
import { wavesOf } from './waves.ts';

const item = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  event: fc.record({ type: fc.constantFrom('placed', 'paid', 'closed') }),
});
const batch = fc.array(item).map((items) => items.map((each, n) => ({ ...each, n })));

test('cut into waves, every event stays, and those of a key keep their order', () => {
  fc.assert(
    fc.property(batch, (items) => {
      const after = wavesOf(items).flatMap((wave) => wave.items);

      expect(after).toHaveLength(items.length);
      for (const key of ['a', 'b', 'c'])
        expect(after.filter((each) => each.key === key)).toEqual(items.filter((each) => each.key === key));
    }),
  );
});

test('a wave has one type, so that its events can be written in bulk', () => {
  fc.assert(
    fc.property(batch, (items) => {
      for (const wave of wavesOf(items))
        expect(new Set(wave.items.map(({ event }) => event.type))).toEqual(new Set([wave.type]));
    }),
  );
});

test('many customers placed, then paid, take two waves', () => {
  const customers = ['a', 'b', 'c', 'd'];
  const items = customers.flatMap((key) => [
    { key, event: { type: 'placed' } },
    { key, event: { type: 'paid' } },
  ]);

  expect(wavesOf(items).map(({ type }) => type)).toEqual(['placed', 'paid']);
});
