import { MongoError, notSupported } from '../mongo-error.ts';
import { compareKeys } from '../values/compare.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type FieldPath, parsePath, someValueAt } from '../values/field-path.ts';
import { emptyArrayKey, sortKey } from '../values/sort-key.ts';

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
  const keyed = items.map((item) => ({ item, keys: sort.map((part) => keyOf(documentOf(item), part)) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < sort.length; i++) {
      const order = compareKeys(a.keys[i] as string, b.keys[i] as string);
      if (order !== 0) return (sort[i] as SortSpec[number]).descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

function keyOf(document: Document, { path, descending }: SortSpec[number]): string {
  let best: string | undefined;
  const consider = (key: string) => {
    if (best === undefined || (descending ? key > best : key < best)) best = key;
  };
  someValueAt(document, path, false, (value) => {
    if (!Array.isArray(value)) consider(sortKey(value));
    else if (value.length === 0) consider(emptyArrayKey);
    else for (const item of value) consider(sortKey(item));
    return false;
  });
  return best ?? sortKey(null);
}
