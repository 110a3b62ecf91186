import { linesOf, tooLong } from './lines-of.ts';

async function linesIn(chunks: readonly string[], lineBytesMax = 1_000): Promise<(string | null)[]> {
  const body = async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
  };
  const lines = [];
  for await (const line of linesOf(body(), lineBytesMax)) lines.push(line === tooLong ? null : line.toString('utf8'));
  return lines;
}

test.each([
  ['whole', ['a\nbb\nccc\n']],
  ['without an end', ['a\nbb\nccc']],
  ['cut anywhere', ['a', '\nb', 'b\n', 'cc', 'c', '\n']],
])('a body that comes %s has the same lines', async (_, chunks) => {
  expect(await linesIn(chunks)).toEqual(['a', 'bb', 'ccc']);
});

test('an empty line keeps its place, and a body without one has none', async () => {
  expect(await linesIn(['a\n\nb\n'])).toEqual(['a', '', 'b']);
  expect(await linesIn([])).toEqual([]);
});

test('of a line that is too long nothing is kept, and those after it are read', async () => {
  expect(await linesIn(['a\n', 'x'.repeat(600), 'x'.repeat(600), '\nb'])).toEqual(['a', null, 'b']);
});
