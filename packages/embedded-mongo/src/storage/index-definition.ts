import { compileFilter, type Predicate } from '../query/compile-filter.ts';
import { MongoError, notSupported } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { equalValues } from '../values/compare.ts';
import { crossesArray, type FieldPath, isArrayIndex, parsePath } from '../values/field-path.ts';
import { eachKeyAt } from '../values/document-keys.ts';
import { reverseKey, sortKey } from '../values/sort-key.ts';

export type IndexField = { path: FieldPath; name: string; descending: boolean };

/** An index as it was asked for, checked, and ready to give the keys of a document. */
export type IndexDefinition = {
  readonly spec: Document;
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { filter: Document; test: Predicate } | undefined;
  readonly expireAfterSeconds: number | undefined;
};

const known = new Set([
  'v', 'key', 'name', 'ns', 'unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds', 'background',
]); // prettier-ignore

export const idIndex: IndexDefinition = defineIndex({ v: 2, key: { _id: 1 }, name: '_id_' });

export function defineIndex(spec: Document): IndexDefinition {
  const { key, name } = spec;
  if (!isDocument(key) || Object.keys(key).length === 0)
    throw new MongoError(67, 'Index keys cannot be an empty object');
  if (typeof name !== 'string')
    throw new MongoError(9, "The 'name' field is a required property of an index specification");
  for (const option of Object.keys(spec)) {
    if (option === 'collation' && isDocument(spec[option]) && spec[option]['locale'] === 'simple') continue;
    if (!known.has(option)) throw notSupported(`the index option '${option}'`);
  }
  const fields = Object.entries(key).map(([field, direction]) => {
    if (typeof direction === 'string') throw notSupported(`indexes of type '${direction}'`);
    if (typeof direction !== 'number' || direction === 0 || Number.isNaN(direction))
      throw new MongoError(67, `Values in the index key pattern must be numbers other than 0. Field: ${field}`);
    if (field === '' || field.startsWith('$') || field.includes('$**') || parsePath(field).some(isArrayIndex))
      throw notSupported(`the index field '${field}'`);
    return { path: parsePath(field), name: field, descending: direction < 0 };
  });
  const filter = spec['partialFilterExpression'];
  if (filter !== undefined && !isDocument(filter))
    throw new MongoError(14, 'partialFilterExpression must be an object');
  const seconds = spec['expireAfterSeconds'];
  if (seconds !== undefined && typeof seconds !== 'number')
    throw new MongoError(67, 'expireAfterSeconds must be a number');
  if (seconds !== undefined && fields.length > 1)
    throw new MongoError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL.');
  return {
    spec: { v: 2, ...spec },
    name,
    fields,
    unique: spec['unique'] === true || name === '_id_',
    sparse: spec['sparse'] === true,
    partial: filter && { filter, test: compileFilter(filter) },
    expireAfterSeconds: seconds,
  };
}

/** The same fields in the same order and direction, whatever the name. */
export const sameKeyPattern = (a: Document, b: Document) => equalValues(a['key'], b['key']);

export const sameOptions = (a: Document, b: Document) =>
  !!a['unique'] === !!b['unique'] &&
  !!a['sparse'] === !!b['sparse'] &&
  equalValues(a['expireAfterSeconds'] ?? null, b['expireAfterSeconds'] ?? null) &&
  equalValues(a['partialFilterExpression'] ?? null, b['partialFilterExpression'] ?? null);

/** The keys under which a document stands in an index: none, one, or one per array item. */
export function indexKeys(index: IndexDefinition, document: Document): { keys: string[]; multikey: boolean } {
  if (index.partial && !index.partial.test(document)) return { keys: [], multikey: false };
  let keys = [''];
  let present = false;
  let array: string | undefined;
  for (const { path, descending } of index.fields) {
    const parts = fieldKeys(document, path);
    present ||= parts.present;
    if (parts.multikey) {
      if (array !== undefined && array !== path[0]) throw new MongoError(171, 'cannot index parallel arrays');
      // Every k with every v of one array: more than mongod keeps, so fine for finding, but not for uniqueness.
      if (array !== undefined && index.unique) throw notSupported('a unique index over two fields of one array');
      array = path[0];
    }
    const encoded = descending ? parts.keys.map(reverseKey) : parts.keys;
    keys = encoded.length === 1 ? keys.map((k) => k + encoded[0]) : keys.flatMap((k) => encoded.map((e) => k + e));
  }
  if (index.sparse && !present) return { keys: [], multikey: false };
  return { keys, multikey: array !== undefined };
}

type FieldKeys = { keys: string[]; present: boolean; multikey: boolean };

function fieldKeys(document: Document, path: FieldPath): FieldKeys {
  if (path.length === 1) {
    const value = document[path[0] as string];
    if (!Array.isArray(value)) return { keys: [sortKey(value)], present: value !== undefined, multikey: false };
  }
  const keys = new Set<string>();
  let present = false;
  eachKeyAt(document, path, (key, there) => {
    if (there) present = true;
    keys.add(key);
  });
  return { keys: [...keys], present, multikey: crossesArray(document, path) };
}
