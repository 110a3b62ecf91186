import { Refused } from '@fairdue/refused';

/** A page by key: stable under inserts, and as cheap at the end of a list as at its start. */
export type Page<T> = { items: T[]; next: string | null };

type Direction = 'ascending' | 'descending';

/** The rows after `cursor` in an order by `fields` (the last one unique), all in one direction. */
export function keysetFilter(
  fields: readonly string[],
  cursor: readonly unknown[] | undefined,
  direction: Direction = 'ascending',
): Record<string, unknown> {
  if (!cursor) return {};
  const past = direction === 'ascending' ? '$gt' : '$lt';
  return {
    $or: fields.map((field, i) => ({
      ...Object.fromEntries(fields.slice(0, i).map((earlier, j) => [earlier, cursor[j]])),
      [field]: { [past]: cursor[i] },
    })),
  };
}

/** What the fields of a list's order are made of. */
export type CursorKind = 'string' | 'number' | 'date';

/** A value as `pageOf` writes it, and nothing else that JSON could say in its place. */
function valueOf(kind: CursorKind | undefined, written: unknown): unknown {
  if (kind !== 'date')
    return typeof written === kind && (kind === 'string' || Number.isSafeInteger(written)) ? written : undefined;
  const text = (written as { $date?: unknown } | null)?.$date;
  if (typeof text !== 'string') return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || date.toISOString() !== text ? undefined : date;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The key values that a cursor of ours stands for. A made-up one is malformed, not a way to inject a query. */
export function readCursor(cursor: string | undefined, kinds: readonly CursorKind[]): unknown[] | undefined {
  if (cursor === undefined) return undefined;
  const written = parsed(cursor);
  const values = Array.isArray(written) ? written.map((each, i) => valueOf(kinds[i], each)) : [];
  if (values.length === kinds.length && !values.includes(undefined)) return values;
  throw new Refused('malformed', 'cursor-invalid', 'That cursor was not given out by this list.');
}

/** Cuts the one row too many that was asked for, and makes the cursor of the next page from the last row kept. */
export function pageOf<T extends object>(rows: readonly T[], limit: number, fields: readonly (keyof T)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || !last) return { items, next: null };
  const values = fields.map((field) =>
    last[field] instanceof Date ? { $date: (last[field] as Date).toISOString() } : last[field],
  );
  return { items, next: Buffer.from(JSON.stringify(values)).toString('base64url') };
}
