import { beginning, eventId, placeIn } from './activity.ts';

const _id = 'AT-0000000001-ABCDEFGH';

test('ids of an account sort as its places do, and say them', () => {
  const places = [1, 9, 10, 31, 32, 1_023, 1_024, 5_000_000, 2 ** 45];

  const ids = places.map((seq) => eventId({ seq, _id }));

  expect([...ids].sort()).toEqual(ids);
  expect(ids.map(placeIn)).toEqual(places);
  expect(placeIn(beginning)).toBe(0);
});

test.each(['', 'AT-1-X', 'LG-0000000001-ABC', 'AT-ZZZZZZZZZZ-ABC', 'AT-0000000001-', 'AT-0000000001-a'])(
  '%j is no id of an event',
  (id) => {
    expect(placeIn(id)).toBeNull();
  },
);
