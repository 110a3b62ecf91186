import { readPdf } from '../../testing/read-pdf.ts';
import { pdfOfPage, type Page } from './pdf-of-page.ts';
import { treeOf } from './page-tree.ts';

const createdAt = new Date('2026-11-25T15:00:00Z');
const print = async (html: string, over: Partial<Page> = {}) =>
  readPdf(Buffer.from(await pdfOfPage({ html, language: 'en', title: 'T', createdAt, ...over })));

test.each([
  ['<p>a <b>b</b>\n  <i>c</i><br>d</p><div>e</div>', ['a b c', 'd', 'e']],
  ['<h1>a</h1><h5>b</h5><hr><blockquote>c</blockquote>', ['a', 'b', 'c']],
  ['<table><tr><th>a</th><td>b</td></tr><tr><td colspan="2">c</td></tr><tr><td>d</td></tr></table>', ['ab', 'c', 'd']],
  ['<table></table><ul></ul><p> </p>x', ['x']],
  [
    '<section>a<custom-tag> b</custom-tag></section><img alt="c" src="http://127.0.0.1/"><a href="x">d</a>',
    ['a b', 'cd'],
  ],
  [
    '<script>a</script><style>b</style><svg><text>c</text></svg>d &lt;e&gt; &amp;amp; &quot; é ñ “”',
    ['d <e> &amp; " é ñ “”'],
  ],
  ['<p>a', ['a']],
  ['</p></div>a<td>b', ['a', 'b']],
])('%j is printed as %j', async (html, lines) => {
  expect((await print(html)).lines.map(({ text }) => text)).toEqual([...lines, 'Page 1 of 1']);
});

test('the items of lists follow each other, in lists too', async () => {
  const { lines } = await print('<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>');

  expect(lines.map(({ text }) => text.replace(/\d\.$/, '')).filter((text) => text !== '')).toEqual([
    'a',
    'b',
    'c',
    'Page 1 of 1',
  ]);
});

test('pages are numbered in the language of the letter', async () => {
  const { pages, lines } = await print('<p>x</p>'.repeat(40), { language: 'es' });

  expect(pages).toBe(2);
  expect(lines.map(({ text }) => text).filter((text) => text.startsWith('P'))).toEqual([
    'Página 1 de 2',
    'Página 2 de 2',
  ]);
});

test.each(['ul', 'table'])('a line that begins a %s is not left alone at the foot of a page', async (list) => {
  const item = list === 'ul' ? '<li>first</li>' : '<tr><td>first</td></tr>';
  for (let above = 28; above <= 36; above++) {
    const { lines } = await print(`${'<p>x</p>'.repeat(above)}<p>You can:</p>\n<${list}>${item}</${list}>`);

    const pageOf = (words: string) => lines.find(({ text }) => text.includes(words))?.page;
    expect(pageOf('You can:')).toBe(pageOf('first'));
    expect(lines.filter(({ text }) => text === 'x')).toHaveLength(above);
  }
});

test('what is marked the frame of a letter says, and only there', async () => {
  const html = '<div><p data-letter="to">Marked</p><p>Text</p></div>';
  const frame = { from: ['From'], to: ['To', 'Street'], date: 'Today' };

  const letter = await print(html, { frame });
  const page = await print(html);

  expect(letter.lines.map(({ text }) => text).filter((text) => text !== '')).toEqual([
    'From',
    'To',
    'Street',
    'Today',
    'Text',
    'Page 1 of 1',
  ]);
  expect(letter.lines.find(({ text }) => text === 'Text')?.y).toBeGreaterThan((11 / 3) * 72);
  expect(page.lines.map(({ text }) => text)).toEqual(['Marked', 'Text', 'Page 1 of 1']);
});

test('the same page made twice is the same bytes', async () => {
  const page: Page = { html: '<p>x</p>', language: 'en', title: 'T', createdAt };

  expect(Buffer.from(await pdfOfPage(page)).equals(Buffer.from(await pdfOfPage(page)))).toBe(true);
});

test('nesting without end is cut, and its text stays', () => {
  expect(JSON.stringify(treeOf(`${'<div>'.repeat(5_000)}deep`))).toContain('deep');
}); // prettier-ignore
