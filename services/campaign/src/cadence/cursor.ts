/** A place in the tokens of a phrase. */
export type Cursor = { readonly tokens: readonly string[]; at: number };

const peek = (cursor: Cursor): string | undefined => cursor.tokens[cursor.at];

/** Takes these tokens when all of them come next, else none. */
export function takeWords(cursor: Cursor, ...words: string[]): boolean {
  const found = words.every((word, i) => cursor.tokens[cursor.at + i] === word);
  if (found) cursor.at += words.length;
  return found;
}

export function takeOneOf<T extends string>(cursor: Cursor, words: readonly T[]): T | undefined {
  const found = words.find((word) => word === peek(cursor));
  if (found !== undefined) cursor.at++;
  return found;
}

/** Four digits are more than any span or count of the grammar needs; a longer number is not understood. */
export function takeNumber(cursor: Cursor, lowest = 1): number | undefined {
  const next = peek(cursor);
  if (next === undefined || !/^\d{1,4}$/.test(next) || Number(next) < lowest) return undefined;
  cursor.at++;
  return Number(next);
}

/** Reads with `rule`, or stands again where it stood. */
export function attempt<T>(cursor: Cursor, rule: (cursor: Cursor) => T | undefined): T | undefined {
  const before = cursor.at;
  const found = rule(cursor);
  if (found === undefined) cursor.at = before;
  return found;
}

/** `item { sep item }`, where a separator belongs to the list only when an item follows it. */
export function takeList<T>(cursor: Cursor, item: (cursor: Cursor) => T | undefined): T[] | undefined {
  const first = attempt(cursor, item);
  if (first === undefined) return undefined;
  const items = [first];
  for (;;) {
    const next = attempt(cursor, () => (takeSeparator(cursor) ? item(cursor) : undefined));
    if (next === undefined) return items;
    items.push(next);
  }
}

function takeSeparator(cursor: Cursor): boolean {
  const comma = takeWords(cursor, ',');
  return takeWords(cursor, 'and') || comma;
}
