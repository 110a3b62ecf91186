import { ObjectId } from 'bson';
import { isDocument } from './document.ts';
import { sortKey } from './sort-key.ts';

/** MongoDB's total order of all values: by type, then by value. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return compareKeys(sortKey(a), sortKey(b));
}

export const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Equal as MongoDB's `$eq` sees it: 1 equals 1.0 and NumberLong(1); the order of fields matters. */
export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const type = typeof a;
  if (type !== 'object' && type === typeof b && type !== 'number') return false;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof ObjectId && b instanceof ObjectId) return a.equals(b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => equalValues(item, (b as unknown[])[i]));
  if (isDocument(a) && isDocument(b)) {
    const fields = Object.keys(a);
    const others = Object.keys(b);
    return fields.length === others.length && fields.every((f, i) => f === others[i] && equalValues(a[f], b[f]));
  }
  return sortKey(a) === sortKey(b);
}
