import { MongoError } from '../mongo-error.ts';
import { isDocument } from './document.ts';

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
        if (someValueAt(current[Number(part)], path, intoLeaf, visit, i + 1)) return true;
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
