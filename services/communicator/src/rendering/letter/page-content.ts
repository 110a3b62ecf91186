import type { Content, ContentTable, ContentText, TableCell } from 'pdfmake/interfaces.js';
import type { Element, Node } from './page-tree.ts';

/** A piece of text that looks the same throughout. */
type Run = { text: string; bold?: true; italics?: true; fontSize?: number; decoration?: 'underline' | 'lineThrough' };
type Style = Omit<Run, 'text'>;

const styles: Readonly<Record<string, Style>> = {
  b: { bold: true },
  th: { bold: true },
  i: { italics: true },
  u: { decoration: 'underline' },
  s: { decoration: 'lineThrough' },
  small: { fontSize: 8.5 },
  h1: { bold: true, fontSize: 16 },
  h2: { bold: true, fontSize: 13.5 },
  h3: { bold: true, fontSize: 11.5 },
};
const blocks = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'table',
  'tr',
  'th',
  'td',
  'hr',
]);
/** Below a paragraph; less in lists and tables, whose lines belong together. */
const wide = 7;
const narrow = 2;

const isBlock = (node: Node): node is Element =>
  typeof node !== 'string' && (blocks.has(node.tag) || node.children.some(isBlock));

/** What the writer of pages takes: blocks one under the other, each line of text put together from its runs. */
export function contentOf(nodes: readonly Node[], style: Style = {}, gap = wide): Content[] {
  const content: Content[] = [];
  let line: Node[] = [];
  const endLine = (): void => {
    content.push(...paragraph(line, style, gap));
    line = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) line.push(node);
    else {
      endLine();
      if (lists.has(node.tag)) keepWithList(content);
      content.push(...blockOf(node, style, gap));
    }
  }
  endLine();
  return content;
}

const lists = new Set(['ul', 'ol', 'table']);
/** What begins a list stands on its page: the writer of pages breaks before it where nothing of the list would follow. */
export const beginsList = 1;
const beginningMax = 120;

/** Only a short line with a colon: a long paragraph that went along would leave the page half empty. */
function keepWithList(content: Content[]): void {
  const last = content.at(-1);
  if (typeof last !== 'object' || !('text' in last) || !Array.isArray(last.text)) return;
  const words = (last.text as Run[]).map(({ text }) => text).join('');
  if (words.endsWith(':') && words.length <= beginningMax)
    content[content.length - 1] = { ...(last as ContentText), headlineLevel: beginsList };
}

function blockOf(element: Element, style: Style, gap: number): Content[] {
  const { tag, attributes, children } = element;
  const own = { ...style, ...styles[tag] };
  switch (tag) {
    case 'hr':
      return [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: 468, y2: 0, lineWidth: 0.5 }], margin: [0, 4, 0, gap] }];
    case 'ul':
    case 'ol': {
      const items = children.filter((each) => typeof each !== 'string').map(({ children: item }) => contentOf(item, style, narrow));
      const list = items.map((stack) => ({ stack }));
      return list.length === 0 ? [] : [{ ...(tag === 'ul' ? { ul: list } : { ol: list }), margin: [0, 0, 0, gap] }];
    }
    case 'table':
      return tableOf(element, style, gap);
    case 'blockquote':
      return [{ stack: contentOf(children, own, gap), margin: [20, 0, 20, 0] }];
    case 'pre':
      return [{ text: runsOf(children, own), preserveLeadingSpaces: true, margin: [0, 0, 0, gap] }];
    default:
      return aligned(contentOf(children, own, gap), attributes['align']);
  }
} // prettier-ignore

const alignments = new Set(['left', 'right', 'center', 'justify']);
const aligned = (content: Content[], align: string | undefined): Content[] =>
  align !== undefined && alignments.has(align) ? [{ stack: content, alignment: align as 'left' }] : content;

function paragraph(line: readonly Node[], style: Style, gap: number): Content[] {
  const runs = tidied(runsOf(line, style));
  return runs.length === 0 ? [] : [{ text: runs, margin: [0, 0, 0, gap] }];
}

function runsOf(nodes: readonly Node[], style: Style): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (typeof node === 'string') return [{ ...style, text: node }];
    if (node.tag === 'br') return [{ ...style, text: '\n' }];
    return runsOf(node.children, { ...style, ...styles[node.tag] });
  });
}

/** White space of the source is one space, and none beside the end of a line. A line break that was meant stands in a run of its own. */
function tidied(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  let begins = true;
  for (const run of runs) {
    const isBreak = run.text === '\n';
    const text = isBreak ? '\n' : run.text.replaceAll(/[\t\n\f\r ]+/g, ' ');
    const own: string = begins && !isBreak ? text.trimStart() : text;
    if (own === '') continue;
    const last = kept.at(-1);
    if (isBreak && last) last.text = last.text.replace(/ +$/, '');
    kept.push({ ...run, text: own });
    begins = isBreak || own.endsWith(' ');
  }
  while (kept.at(-1)?.text.trim() === '') kept.pop();
  return kept;
}

const rowsIn = (nodes: readonly Node[]): Element[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : node.tag === 'tr' ? [node] : rowsIn(node.children)));

const spanOf = ({ attributes }: Element): number => Math.min(Math.max(Number(attributes['colspan']) || 1, 1), 20);

/** Rows of cells; a short row is filled up, as every row of a page has as many. */
function tableOf({ children }: Element, style: Style, gap: number): ContentTable[] {
  const rows = rowsIn(children).map((row) =>
    row.children.filter((cell): cell is Element => typeof cell !== 'string' && (cell.tag === 'td' || cell.tag === 'th')),
  );
  const columns = Math.max(0, ...rows.map((cells) => cells.reduce((sum, cell) => sum + spanOf(cell), 0)));
  if (columns === 0) return [];
  const body = rows.map((cells): TableCell[] => {
    const filled = cells.flatMap((cell): TableCell[] => {
      const stack = aligned(contentOf(cell.children, { ...style, ...styles[cell.tag] }, narrow), cell.attributes['align']);
      return [{ stack, colSpan: spanOf(cell) }, ...Array.from({ length: spanOf(cell) - 1 }, () => ({}))];
    });
    return [...filled, ...Array.from({ length: columns - filled.length }, () => ({ text: '' }))];
  });
  return [{ table: { widths: Array.from({ length: columns }, () => 'auto'), body }, layout: 'noBorders', margin: [0, 0, 0, gap] }];
} // prettier-ignore
