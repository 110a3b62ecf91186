import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, Node as PdfNode, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { beginsList, contentOf } from './page-content.ts';
import { treeOf, type Element, type Node } from './page-tree.ts';

/** What stands around the text of a letter. Lines are printed as they are. */
export type LetterFrame = { from: readonly string[]; to: readonly string[]; date: string };
export type Page = {
  html: string;
  language: 'en' | 'es';
  title: string;
  /** Of the document, so that the same words made twice are the same bytes. */
  createdAt: Date;
  /** Of a letter only. */
  frame?: LetterFrame | undefined;
};

const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto');
pdfmake.setFonts({
  Roboto: {
    normal: join(fonts, 'Roboto-Regular.ttf'),
    bold: join(fonts, 'Roboto-Medium.ttf'),
    italics: join(fonts, 'Roboto-Italic.ttf'),
    bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
  },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));

const inch = 72;
const margin = inch;

/**
 * Where the parts of a letter stand on US Letter, folded in three for a #10 window envelope: its window shows what lies
 * 2.5 to 3.2 inches from the top and 0.9 to 4.4 inches from the left, however the sheet has slipped. The text begins below
 * the first fold.
 */
const at = {
  from: { x: inch, y: 0.6 * inch },
  to: { x: inch, y: 2.5 * inch },
  date: { x: inch, y: 3.45 * inch },
  text: 3.85 * inch,
};

const linesAt = (lines: readonly string[], absolutePosition: { x: number; y: number }, bold = false): Content => ({
  stack: lines.map((text, i) => ({ text, bold: bold && i === 0 })),
  lineHeight: 1,
  absolutePosition,
});

const framed = ({ from, to, date }: LetterFrame): Content[] => [
  linesAt(from, at.from, true),
  linesAt(to.slice(0, 5), at.to),
  linesAt([date], at.date),
  { text: ' ', fontSize: 1, lineHeight: 1, margin: [0, at.text - margin - 1, 0, 0] },
];

const footers = {
  en: (page: number, pages: number) => `Page ${page} of ${pages}`,
  es: (page: number, pages: number) => `Página ${page} de ${pages}`,
};

const isMarked = (node: Node): node is Element =>
  typeof node !== 'string' && node.attributes['data-letter'] !== undefined;

/** What is marked `data-letter` the frame of a letter says in its place. */
const unmarked = (nodes: readonly Node[]): Node[] =>
  nodes
    .filter((node) => !isMarked(node))
    .map((node) => (typeof node === 'string' ? node : { ...node, children: unmarked(node.children) }));

/** Text of the page itself, which is made of runs: its footer, which is one string, follows, too. */
const isText = ({ text }: PdfNode): boolean => Array.isArray(text);

/** For each break everything is laid out anew: more than a letter needs are not worth it. */
const breaksMax = 10;

/** A page as PDF: US Letter, page numbers, nothing fetched. The subset of HTML it understands is that of docs/letters.md. */
export async function pdfOfPage({ html, language, title, createdAt, frame }: Page): Promise<Uint8Array> {
  const tree = treeOf(html);
  let breaks = 0;
  const definition: TDocumentDefinitions = {
    pageSize: 'LETTER',
    pageMargins: margin,
    info: { title, creationDate: createdAt, producer: 'Fairdue', creator: 'Fairdue' },
    language: language === 'es' ? 'es-US' : 'en-US',
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.2 },
    footer: (page, pages) => ({ text: footers[language](page, pages), alignment: 'center', fontSize: 8.5, margin: [0, 24, 0, 0] }),
    pageBreakBefore: ({ headlineLevel }, { getFollowingNodesOnPage }) =>
      headlineLevel === beginsList && !getFollowingNodesOnPage().some(isText) && ++breaks <= breaksMax,
    content: frame ? [...framed(frame), ...contentOf(unmarked(tree))] : contentOf(tree),
  };
  return pdfmake.createPdf(definition).getBuffer();
} // prettier-ignore
