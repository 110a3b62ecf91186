import { isDocument } from './document.ts';
import { type FieldPath } from './field-path.ts';
import { emptyArrayKey, sortKey } from './sort-key.ts';

/**
 * Shows the keys a document is sorted and indexed by: one for each item of an array, and that of null for an item which
 * is no document but should have been. An empty array has a key of its own.
 */
export function eachKeyAt(
  value: unknown,
  path: FieldPath,
  visit: (key: string, present: boolean) => void,
  depth = 0,
): void {
  if (Array.isArray(value) && depth < path.length && value.length > 0) {
    for (const item of value) eachKeyAt(Array.isArray(item) ? null : item, path, visit, depth);
  } else if (depth < path.length) {
    eachKeyAt(isDocument(value) ? value[path[depth] as string] : undefined, path, visit, depth + 1);
  } else if (!Array.isArray(value)) visit(sortKey(value), value !== undefined);
  else if (value.length === 0) visit(emptyArrayKey, true);
  else for (const item of value) visit(sortKey(item), true);
}
