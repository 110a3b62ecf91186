import { MongoError, notSupported } from '../mongo-error.ts';
import { compareKeys } from '../values/compare.ts';
import { type Document, isDocument } from '../values/document.ts';
import { crossesArray, type FieldPath, isArrayIndex, parsePath } from '../values/field-path.ts';
import { eachKeyAt } from '../values/document-keys.ts';
import { sortKey } from '../values/sort-key.ts';

export type SortSpec = readonly { name: string; path: FieldPath; descending: boolean }[];

export function parseSort(spec: unknown): SortSpec {
  if (spec === undefined || spec === null) return [];
  if (!isDocument(spec)) throw new MongoError(14, `Expected field sort to be of type object`);
  return Object.entries(spec).map(([name, direction]) => {
    if (isDocument(direction)) throw notSupported('a sort by $meta');
    if (direction !== 1 && direction !== -1)
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { name, path: parsePath(name), descending: direction === -1 };
  });
}

/** A new array in order; what is equal keeps its place. Arrays count by their smallest or, descending, largest item. */
export function sortDocuments<T>(items: readonly T[], sort: SortSpec, documentOf: (item: T) => Document): T[] {
  if (sort.length === 0) return [...items];
  const keyed = items.map((item) => ({ item, keys: keysOf(documentOf(item), sort) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < sort.length; i++) {
      const order = compareKeys(a.keys[i] as string, b.keys[i] as string);
      if (order !== 0) return (sort[i] as SortSpec[number]).descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

function keysOf(document: Document, sort: SortSpec): string[] {
  let array: string | undefined;
  return sort.map((part) => {
    const { key, crossed } = keyOf(document, part);
    if (crossed && array !== undefined && array !== part.path[0])
      throw new MongoError(2, 'cannot sort with keys that are parallel arrays');
    if (crossed) array = part.path[0];
    return key;
  });
}

function keyOf(document: Document, { path, descending }: SortSpec[number]): { key: string; crossed: boolean } {
  let best: string | undefined;
  const crossed = crossesArray(document, path);
  if (crossed && path.some(isArrayIndex)) throw notSupported('a sort by the position in an array');
  eachKeyAt(document, path, (key) => {
    if (best === undefined || (descending ? key > best : key < best)) best = key;
  });
  return { key: best ?? sortKey(null), crossed };
}
