import { compileFilter } from '../query/compile-filter.ts';
import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type FieldPath } from '../values/field-path.ts';

/**
 * The array item that made the filter match. Several conditions on the array must agree on it: mongod takes the one of
 * whichever condition it happened to test last, which is not an answer to rely on.
 */
export function positionOf(document: Document, arrayPath: FieldPath, filter: Document): number {
  const name = arrayPath.join('.');
  const items = valueAt(document, arrayPath);
  const conditions = conditionsOn(filter, name);
  if (!Array.isArray(items) || conditions.length === 0)
    throw new MongoError(2, 'The positional operator did not find the match needed from the query.');
  const positions = new Set(
    conditions.map((condition) => {
      const test = compileFilter(condition);
      return items.findIndex((item) => test(withValueAt(document, arrayPath, [item])));
    }),
  );
  const [position] = positions;
  if (positions.size > 1)
    throw new MongoError(
      2,
      `The positional operator is ambiguous: several conditions match different items of '${name}'.`,
    );
  if (position === undefined || position < 0)
    throw new MongoError(2, 'The positional operator did not find the match needed from the query.');
  return position;
}

function conditionsOn(filter: Document, name: string): Document[] {
  return Object.entries(filter).flatMap(([field, condition]) => {
    if (field === '$and') return (condition as Document[]).flatMap((part) => conditionsOn(part, name));
    const negated = isDocument(condition) && ['$ne', '$nin', '$not', '$exists', '$size'].some((op) => op in condition);
    return (field === name || field.startsWith(`${name}.`)) && !negated ? [{ [field]: condition }] : [];
  });
}

const valueAt = (document: Document, path: FieldPath): unknown =>
  path.reduce<unknown>(
    (value, part) => (isDocument(value) || Array.isArray(value) ? (value as Document)[part] : undefined),
    document,
  );

function withValueAt(document: Document, path: FieldPath, value: unknown): Document {
  const [part, ...rest] = path as [string, ...string[]];
  const inner = rest.length === 0 ? value : withValueAt(document[part] as Document, rest, value);
  return { ...document, [part]: inner };
}
