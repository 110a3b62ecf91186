import { inflateSync } from 'node:zlib';

export type PdfLine = { page: number; x: number; /** In points from the top. */ y: number; text: string };

const streamOf = (body: string): string => {
  const begins = body.indexOf('stream\n') + 'stream\n'.length;
  const bytes = Buffer.from(body.slice(begins, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
};

const references = (text: string): string[] => [...text.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => id);

/** What each glyph of a font stands for. */
function glyphsOf(unicode: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, from = '', list = ''] of unicode.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], i) => {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      glyphs.set(parseInt(from, 16) + i, String.fromCharCode(...units.map((unit) => parseInt(unit, 16))));
    });
  return glyphs;
}

/** Reads back what our own writer of PDF writes: no other file. */
export function readPdf(file: Buffer): { pages: number; mediaBox: number[]; lines: PdfLine[] } {
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of file.toString('latin1').matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body);
  const object = (id = ''): string => objects.get(id) ?? '';
  const dictionary = (key: string, body: string): string =>
    new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? '';

  const fonts = new Map<string, Map<number, string>>();
  for (const body of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g))
      fonts.set(name, glyphsOf(streamOf(object(dictionary('ToUnicode', object(id))))));

  const pageBodies = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const mediaBox = /\/MediaBox \[([^\]]*)\]/.exec(pageBodies[0] ?? '')?.[1]?.trim().split(' ').map(Number) ?? [];
  const lines = pageBodies.flatMap((body, i) =>
    linesOf(references(/\/Contents (\d+ 0 R|\[[^\]]*\])/.exec(body)?.[1] ?? '').map((id) => streamOf(object(id))).join('\n'), fonts, i + 1, mediaBox[3] ?? 0),
  );
  return { pages: pageBodies.length, mediaBox, lines };
} // prettier-ignore

/** Runs of text on one height are one line. */
function linesOf(content: string, fonts: Map<string, Map<number, string>>, page: number, height: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let font = new Map<number, string>();
  let [x, y] = [0, 0];
  for (const [whole, name, matrix, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|((?:-?[\d.]+ ){6})Tm|\[((?:<[0-9a-f]*>|[-\d. ])*)\] TJ/gi,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? font;
    else if (matrix !== undefined) [x = 0, y = 0] = matrix.trim().split(' ').map(Number).slice(4);
    else if (shown !== undefined && whole !== '') {
      const hex = [...shown.matchAll(/<([0-9a-f]*)>/gi)].map(([, each = '']) => each).join('');
      const text = (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(parseInt(glyph, 16)) ?? '').join('');
      const last = lines.at(-1);
      if (last && Math.abs(height - y - last.y) < 0.5) last.text += text;
      else lines.push({ page, x, y: height - y, text });
    }
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() }));
}
