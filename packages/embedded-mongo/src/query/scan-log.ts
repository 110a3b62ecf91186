import { type CollectionState } from '../storage/collection-state.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type SortSpec } from './sort.ts';

export type ScanEntry = {
  ns: string;
  filter: string;
  sort: string;
  /** No index helped to find the documents. */
  scanned: boolean;
  /** No index gave the order. */
  sorted: boolean;
  count: number;
  docsExamined: number;
};

const shapesMax = 1_000;

/** Remembers the shape of queries that no index served, so that a test can say: there are none. */
export class ScanLog {
  indexed = 0;
  scans = 0;
  readonly #entries = new Map<string, ScanEntry>();

  note(
    collection: CollectionState,
    filter: Document,
    sort: SortSpec,
    { scanned, sorted, examined }: { scanned: boolean; sorted: boolean; examined: number },
  ): void {
    if (!scanned && !sorted) {
      this.indexed++;
      return;
    }
    this.scans++;
    const shape = JSON.stringify(shapeOf(filter));
    const order = JSON.stringify(Object.fromEntries(sort.map((part) => [part.name, part.descending ? -1 : 1])));
    const key = `${collection.ns} ${shape} ${order} ${scanned}`;
    const entry = this.#entries.get(key) ?? this.#add(key, collection.ns, shape, order, scanned);
    entry.count++;
    entry.sorted ||= sorted;
    entry.docsExamined += examined;
  }

  list(db: string | undefined): ScanEntry[] {
    return [...this.#entries.values()].filter((entry) => db === undefined || entry.ns.startsWith(`${db}.`));
  }

  forget(db: string | undefined): void {
    for (const [key, entry] of this.#entries)
      if (db === undefined || entry.ns.startsWith(`${db}.`)) this.#entries.delete(key);
  }

  #add(key: string, ns: string, filter: string, sort: string, scanned: boolean): ScanEntry {
    const entry = { ns, filter, sort, scanned, sorted: false, count: 0, docsExamined: 0 };
    if (this.#entries.size < shapesMax) this.#entries.set(key, entry);
    return entry;
  }
}

/** A filter with its values left out: customers' data stays out of statistics. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isDocument) ? value.map(shapeOf) : '?';
  if (!isDocument(value)) return '?';
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, shapeOf(inner)]));
}
