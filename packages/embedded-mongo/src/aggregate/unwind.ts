import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type FieldPath, parsePath } from '../values/field-path.ts';

/** One document per array item. What is not an array counts as one item; empty, null and missing give none. */
export function* unwind(input: Iterable<Document>, spec: unknown): Generator<Document> {
  const options: Document = isDocument(spec) ? spec : { path: spec };
  const { path: source, includeArrayIndex: indexField, preserveNullAndEmptyArrays: preserve } = options;
  if (typeof source !== 'string' || !source.startsWith('$'))
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${String(source)}`);
  const path = parsePath(source.slice(1));
  const withIndex = (document: Document, index: number | null) =>
    typeof indexField === 'string' ? { ...document, [indexField]: index } : document;
  for (const document of input) {
    const value = path.reduce<unknown>((inner, part) => (isDocument(inner) ? inner[part] : undefined), document);
    if (!Array.isArray(value)) {
      if ((value !== undefined && value !== null) || preserve === true) yield withIndex(document, null);
      continue;
    }
    if (value.length === 0 && preserve === true) yield withIndex(replaceAt(document, path, undefined), null);
    for (const [index, item] of value.entries()) yield withIndex(replaceAt(document, path, item), index);
  }
}

function replaceAt(document: Document, path: FieldPath, value: unknown): Document {
  const [part, ...rest] = path as [string, ...string[]];
  const inner = rest.length === 0 ? value : replaceAt(document[part] as Document, rest, value);
  const copy = { ...document, [part]: inner };
  if (inner === undefined) delete copy[part];
  return copy;
}
