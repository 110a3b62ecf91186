import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument } from './document.ts';

export type FieldPath = readonly string[];

const paths = new Map<string, FieldPath>();

/** Paths come from code, so there are few of them: splitting is remembered. */
export function parsePath(path: string): FieldPath {
  const known = paths.get(path);
  if (known) return known;
  const parts = path.split('.');
  if (parts.includes('__proto__')) throw new MongoError(2, `The field name '__proto__' is not allowed.`);
  if (paths.size < 10_000) paths.set(path, parts);
  return parts;
}

export const isArrayIndex = (part: string) => /^(0|[1-9]\d*)$/.test(part);

/**
 * Shows `visit` every value the path can mean, until it answers true: through arrays of documents and by array
 * index. What is not there is shown as undefined. With `intoLeaf` a leaf that is an array is shown item by item first.
 */
export function someValueAt(
  value: unknown,
  path: FieldPath,
  intoLeaf: boolean,
  visit: (value: unknown) => boolean,
  depth = 0,
): boolean {
  let current = value;
  for (let i = depth; i < path.length; i++) {
    const part = path[i] as string;
    if (Array.isArray(current)) {
      if (isArrayIndex(part) && Number(part) < current.length) {
        const item: unknown = current[Number(part)];
        // A path that goes on from a plain item of an array leads nowhere: not even to "missing".
        const leads = i === path.length - 1 || isDocument(item) || Array.isArray(item);
        if (leads && someValueAt(item, path, intoLeaf, visit, i + 1)) return true;
      }
      for (const item of current) if (isDocument(item) && someValueAt(item, path, intoLeaf, visit, i)) return true;
      return false;
    }
    if (!isDocument(current)) return visit(undefined);
    current = current[part];
  }
  if (intoLeaf && Array.isArray(current)) for (const item of current) if (visit(item)) return true;
  return visit(current);
}

/** Whether an array lies on the way or at the end, so that the path can mean several values. */
export function crossesArray(document: Document, path: FieldPath): boolean {
  let value: unknown = document;
  for (const part of path) {
    if (Array.isArray(value)) return true;
    if (!isDocument(value)) return false;
    value = value[part];
  }
  return Array.isArray(value);
}
