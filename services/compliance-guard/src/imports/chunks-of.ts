import { readLine } from './import-line.ts';
import { linesAtOnce, type ImportKind, type NumberedLine } from './import.ts';
import { linesOf, tooLong } from './lines-of.ts';

const lineBytesMax = 65_536;

/** `first`: the number of the body's first line. `after`: up to which lines are there already. */
export type Reading = { kind: ImportKind; addressKey: string; now: () => Date; first: number; after: number };

/** A body's lines, read and numbered, some at a time: of a million no more are in memory than are stored together. */
export async function* chunksOf(
  body: AsyncIterable<Buffer>,
  { kind, addressKey, now, first, after }: Reading,
): AsyncGenerator<NumberedLine[]> {
  let lines: NumberedLine[] = [];
  let number = first;
  for await (const line of linesOf(body, lineBytesMax)) {
    const isKnown = number <= after;
    if (!isKnown && line === tooLong) lines.push({ number, fault: { code: 'line-too-long', path: null } });
    else if (!isKnown && line !== tooLong) lines.push({ number, ...readLine(kind, line, addressKey, now()) });
    number++;
    if (lines.length < linesAtOnce) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
