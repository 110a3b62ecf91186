import { keysetFilter, pageOf, readCursor } from './index.ts';

const rows = [1, 2, 3].map((n) => ({ _id: `id-${n}`, at: new Date(n * 1_000) }));

test('a page keeps its rows and knows where the next one starts', () => {
  const page = pageOf(rows, 2, ['at', '_id']);

  expect(page.items).toEqual(rows.slice(0, 2));
  expect(readCursor(page.next!, 2)).toEqual([new Date(2_000), 'id-2']);
  expect(keysetFilter(['at', '_id'], readCursor(page.next!, 2))).toEqual({
    $or: [{ at: { $gt: new Date(2_000) } }, { at: new Date(2_000), _id: { $gt: 'id-2' } }],
  });
});

test('the last page has no next', () => {
  expect(pageOf(rows, 3, ['at', '_id']).next).toBeNull();
});

test.each([
  'x',
  'bnVsbA',
  Buffer.from('[{"$gt":""},"a"]').toString('base64url'),
  Buffer.from('["a"]').toString('base64url'),
])('a made-up cursor is malformed, never a query: %s', (cursor) => {
  expect(() => readCursor(cursor, 2)).toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
});
