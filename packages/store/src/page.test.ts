import { keysetFilter, pageOf, readCursor } from './index.ts';

const rows = [1, 2, 3].map((n) => ({ _id: `id-${n}`, at: new Date(n * 1_000) }));

test('a page keeps its rows and knows where the next one starts', () => {
  const page = pageOf(rows, 2, ['at', '_id']);

  expect(page.items).toEqual(rows.slice(0, 2));
  expect(readCursor(page.next!, ['date', 'string'])).toEqual([new Date(2_000), 'id-2']);
  expect(keysetFilter(['at', '_id'], readCursor(page.next!, ['date', 'string']))).toEqual({
    $or: [{ at: { $gt: new Date(2_000) } }, { at: new Date(2_000), _id: { $gt: 'id-2' } }],
  });
});

test('the last page has no next', () => {
  expect(pageOf(rows, 3, ['at', '_id']).next).toBeNull();
});

const at = '{"$date":"2026-01-05T12:00:00.000Z"}';

test.each([
  '',
  'x',
  'null',
  '{"length":2}',
  '["a"]',
  `[${at}]`,
  `[${at},"a","b"]`,
  `["a",${at}]`,
  '["2026-01-05T12:00:00.000Z","a"]',
  '[1,"a"]',
  '[null,"a"]',
  '[{"$gt":""},"a"]',
  '[{"$date":"garbage"},"a"]',
  '[{"$date":1},"a"]',
  '[{"$date":{"$gt":""}},"a"]',
  '[{"$date":"2026-01-05"},"a"]',
  '[{"$date":"+275760-09-13T00:00:00.001Z"},"a"]',
  `[${at},{"$gt":""}]`,
  `[${at},["a"]]`,
  `[${at},1]`,
  `[${at},null]`,
])('a made-up cursor is malformed, never a query: %s', (written) => {
  const cursor = Buffer.from(written).toString('base64url');

  expect(() => readCursor(cursor, ['date', 'string'])).toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
});

test.each(['[1e999]', '[1.5]', '[9007199254740992]', '["1"]', '[null]', '[true]', `[${at}]`])(
  'a made-up number is malformed: %s',
  (written) => {
    const cursor = Buffer.from(written).toString('base64url');

    expect(() => readCursor(cursor, ['number'])).toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
  },
);
