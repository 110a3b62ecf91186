import { EJSON } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { compareKeys } from '../values/compare.ts';
import { type Document } from '../values/document.ts';
import { someValueAt } from '../values/field-path.ts';
import { idIndex, type IndexDefinition, indexKeys } from './index-definition.ts';
import { Tree } from './tree.ts';

export type RecordId = number;

export type IndexState = {
  readonly definition: IndexDefinition;
  readonly entries: Tree<string, RecordId>;
  /** Some document has, or had, several keys here: one entry is then not one document. */
  readonly multikey: boolean;
};

/** A collection at one moment. Records stand in the order they were inserted, as a scan of mongod gives them. */
export type CollectionState = {
  readonly ns: string;
  readonly records: Tree<RecordId, Document>;
  readonly indexes: readonly IndexState[];
};

export const emptyCollection = (ns: string): CollectionState => ({
  ns,
  records: Tree.empty(),
  indexes: [{ definition: idIndex, entries: Tree.empty(), multikey: false }],
});

/** Entries are unique by record, so equal keys stand side by side in insertion order. */
export const entryKey = (key: string, id: RecordId) => key + idSuffix(id);

function idSuffix(id: RecordId): string {
  const high = Math.floor(id / 0x1000000);
  const low = id % 0x1000000;
  return String.fromCharCode(high >>> 16, (high >>> 8) & 255, high & 255, low >>> 16, (low >>> 8) & 255, low & 255);
}

/**
 * Puts, replaces (both given) or removes (no `after`) one document in the records and every index. Uniqueness is
 * checked before anything changes, because trees of the same owner change in place.
 */
export function changeDocument(
  collection: CollectionState,
  id: RecordId,
  before: Document | undefined,
  after: Document | undefined,
  owner: object,
): CollectionState {
  const changes = collection.indexes.map((index) => {
    const change = keyChange(index, before, after);
    if (change) for (const key of change.added) refuseDuplicate(collection.ns, index, key, id, after as Document);
    return change;
  });
  const indexes = collection.indexes.map((index, i) => {
    const change = changes[i];
    if (!change) return index;
    let { entries } = index;
    for (const key of change.removed) entries = entries.delete(entryKey(key, id), owner);
    for (const key of change.added) entries = entries.set(entryKey(key, id), id, owner);
    return { definition: index.definition, entries, multikey: index.multikey || change.multikey };
  });
  const records = after ? collection.records.set(id, after, owner) : collection.records.delete(id, owner);
  return { ns: collection.ns, records, indexes };
}

function keyChange({ definition }: IndexState, before: Document | undefined, after: Document | undefined) {
  if (definition === idIndex && before && after) return undefined; // an _id never changes
  const old = before ? indexKeys(definition, before) : none;
  const now = after ? indexKeys(definition, after) : none;
  if (old.keys.length === 1 && now.keys.length === 1 && old.keys[0] === now.keys[0]) return undefined;
  return {
    removed: old.keys.filter((key) => !now.keys.includes(key)),
    added: now.keys.filter((key) => !old.keys.includes(key)),
    multikey: now.multikey,
  };
}

const none = { keys: [] as string[], multikey: false };

function refuseDuplicate(ns: string, { definition, entries }: IndexState, key: string, id: RecordId, doc: Document) {
  if (!definition.unique) return;
  for (const [found, other] of entries.ascend(key)) {
    if (!found.startsWith(key)) return;
    if (other !== id) throw duplicateKey(ns, definition, doc);
  }
}

function duplicateKey(ns: string, index: IndexDefinition, document: Document): MongoError {
  const keyValue: Document = {};
  for (const { name, path } of index.fields) {
    keyValue[name] = null;
    someValueAt(document, path, true, (value) => {
      keyValue[name] = value ?? null;
      return true;
    });
  }
  const shown = Object.entries(keyValue).map(([field, value]) => `${field}: ${EJSON.stringify(value)}`);
  return new MongoError(
    11000,
    `E11000 duplicate key error collection: ${ns} index: ${index.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.spec['key'], keyValue },
  );
}

/** Builds an index over what is there; sorting once is far faster than inserting one by one. */
export function buildIndex(collection: CollectionState, definition: IndexDefinition): IndexState {
  const entries: [string, RecordId, string][] = [];
  let multikey = false;
  for (const [id, document] of collection.records.ascend()) {
    const { keys, multikey: several } = indexKeys(definition, document);
    multikey ||= several;
    for (const key of keys) entries.push([entryKey(key, id), id, key]);
  }
  entries.sort((a, b) => compareKeys(a[0], b[0]));
  if (definition.unique)
    for (let i = 1; i < entries.length; i++) {
      const [, id, key] = entries[i] as [string, RecordId, string];
      const [, previous, same] = entries[i - 1] as [string, RecordId, string];
      if (key === same && id !== previous)
        throw duplicateKey(collection.ns, definition, collection.records.get(id) as Document);
    }
  return { definition, entries: Tree.fromSorted(entries.map(([key, id]) => [key, id] as const)), multikey };
}
