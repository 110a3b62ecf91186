import type { Ask } from '../ask.ts';
import { wholeList, wholeLog } from './whole-list.ts';

const numbers = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => `ID-${from + i}`);

/** Answers from `ids` in pages, as both kinds of list do. */
const pagesOf = (ids: readonly string[]): Ask =>
  ((_method: string, path: string) => {
    const { searchParams } = new URL(path, 'http://x');
    const limit = Number(searchParams.get('limit'));
    const after = searchParams.get('after') ?? searchParams.get('startingAfter');
    const begin = after === null ? 0 : ids.indexOf(after) + 1;
    const page = ids.slice(begin, begin + limit).map((id) => ({ id }));
    const next = begin + limit < ids.length ? (page.at(-1)?.id ?? null) : null;
    return Promise.resolve({ items: page, entries: page, next });
  }) as Ask;

test.each([0, 100, 200, 250, 450])('of %i things every one is shown, whichever end is told first', async (count) => {
  const ask = pagesOf(numbers(1, count));

  expect((await wholeList<{ id: string }>(ask, '/x?customerId=1')).items.map(({ id }) => id)).toEqual(
    numbers(1, count),
  );
  expect((await wholeLog(ask, 'DO-1')).items.map(({ id }) => id)).toEqual(numbers(1, count));
});

test('what is more than a screen can hold is said to be more', async () => {
  const ask = pagesOf(numbers(1, 5_000));

  expect(await wholeList(ask, '/x?customerId=1')).toMatchObject({ isCut: true });
  expect(await wholeLog(ask, 'DO-1')).toMatchObject({ isCut: true });
});
