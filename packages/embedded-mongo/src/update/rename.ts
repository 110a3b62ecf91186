import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type FieldPath, isArrayIndex, parsePath } from '../values/field-path.ts';

/** Moves a field; nothing happens where there is none. Paths through arrays are refused, as mongod does. */
export function rename(document: Document, from: string, to: unknown): void {
  if (typeof to !== 'string') throw new MongoError(2, `The 'to' field for $rename must be a string: ${from}`);
  if (from === to) throw new MongoError(2, `The source and target field for $rename must differ: ${from}`);
  const source = parentOf(document, parsePath(from), from, false);
  const [last, target] = [parsePath(from).at(-1) as string, parsePath(to).at(-1) as string];
  if (!source || !(last in source)) return;
  const value = source[last];
  delete source[last];
  const parent = parentOf(document, parsePath(to), to, true) as Document;
  parent[target] = value;
}

function parentOf(document: Document, path: FieldPath, name: string, create: boolean): Document | undefined {
  let current: Document = document;
  for (const part of path.slice(0, -1)) {
    if (!(part in current)) {
      if (!create) return undefined;
      current[part] = {};
    }
    const next = current[part];
    if (Array.isArray(next)) {
      const inside = path[path.indexOf(part) + 1] as string;
      if (isArrayIndex(inside) && Number(inside) < next.length)
        throw new MongoError(2, `The path of $rename cannot contain an array: ${name}`);
      throw new MongoError(28, `Cannot create field '${inside}' in an array: ${name}`);
    }
    if (!isDocument(next)) {
      throw new MongoError(28, `Cannot create field in element ${part} of '${name}'`);
    }
    current = next;
  }
  return current;
}
