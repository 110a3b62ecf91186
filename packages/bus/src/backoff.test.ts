import { pauseAfter } from './backoff.ts';

test('pauses double up to the cap', () => {
  const pauses = [1, 2, 3, 4, 500].map((failures) => pauseAfter(failures, { firstMs: 100, mostMs: 500 }, 1));

  expect(pauses).toEqual([100, 200, 400, 500, 500]);
});

test('chance spreads those who failed together, down to half the pause', () => {
  expect(pauseAfter(1, { firstMs: 100, mostMs: 500 }, 0)).toBe(50);
});
