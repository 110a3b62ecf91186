import { MongoError } from '../mongo-error.ts';
import { type Document } from '../values/document.ts';
import {
  buildIndex,
  changeDocument,
  type CollectionState,
  emptyCollection,
  type RecordId,
} from './collection-state.ts';
import { type IndexDefinition } from './index-definition.ts';
import { type JournalEntry } from './journal-entry.ts';

export type Collections = ReadonlyMap<string, CollectionState>;

/**
 * Changes to one database, seen only by who makes them until they are committed. A fork costs one small map: the
 * collections themselves are shared until they change. `entries` is what the journal gets, in one record.
 */
export class Fork {
  readonly database: Database;
  readonly entries: JournalEntry[] = [];
  #collections: Collections;
  #changed = false;
  #owner = {};

  constructor(database: Database) {
    this.database = database;
    this.#collections = database.committed;
  }

  get collections(): Collections {
    return this.#collections;
  }

  /** From here on earlier states stay as they are, so a cursor opened before sees nothing of what follows. */
  nextStatement(): void {
    this.#owner = {};
  }

  collection(name: string): CollectionState {
    const found = this.#collections.get(name);
    if (found) return found;
    this.create(name);
    return this.#collections.get(name) as CollectionState;
  }

  create(name: string): void {
    if (name === '' || name.includes('$') || name.startsWith('system.'))
      throw new MongoError(73, `Invalid collection name: ${name}`);
    this.entries.push({ kind: 'create', collection: name });
    this.#set(name, emptyCollection(`${this.database.name}.${name}`));
  }

  insert(name: string, document: Document): void {
    const collection = this.collection(name);
    const id = this.database.nextRecordId();
    this.#set(name, changeDocument(collection, id, undefined, document, this.#owner));
    this.entries.push({ kind: 'put', collection: name, id, document });
  }

  replace(name: string, id: RecordId, before: Document, after: Document): void {
    this.#set(name, changeDocument(this.collection(name), id, before, after, this.#owner));
    this.entries.push({ kind: 'put', collection: name, id, document: after });
  }

  remove(name: string, id: RecordId, before: Document): void {
    this.#set(name, changeDocument(this.collection(name), id, before, undefined, this.#owner));
    this.entries.push({ kind: 'remove', collection: name, id });
  }

  createIndex(name: string, definition: IndexDefinition): void {
    const collection = this.collection(name);
    const index = buildIndex(collection, definition);
    this.#set(name, { ...collection, indexes: [...collection.indexes, index] });
    this.entries.push({ kind: 'create-index', collection: name, spec: definition.spec });
  }

  dropIndex(name: string, index: string): void {
    const collection = this.collection(name);
    this.#set(name, { ...collection, indexes: collection.indexes.filter((i) => i.definition.name !== index) });
    this.entries.push({ kind: 'drop-index', collection: name, index });
  }

  drop(name: string): void {
    const left = new Map(this.#collections);
    left.delete(name);
    this.#collections = left;
    this.#changed = true;
    this.entries.push({ kind: 'drop', collection: name });
  }

  #set(name: string, collection: CollectionState): void {
    if (!this.#changed) this.#collections = new Map(this.#collections);
    this.#changed = true;
    (this.#collections as Map<string, CollectionState>).set(name, collection);
  }
}

/** One database: what is committed, and the counter that puts its records in order. */
export class Database {
  readonly name: string;
  #committed: Collections = new Map();
  #lastRecordId = 0;

  constructor(name: string) {
    this.name = name;
  }

  get committed(): Collections {
    return this.#committed;
  }

  get lastRecordId(): RecordId {
    return this.#lastRecordId;
  }

  nextRecordId(): RecordId {
    return ++this.#lastRecordId;
  }

  commit(fork: Fork): void {
    this.#committed = fork.collections;
  }

  /** Takes over what was recovered from disk. */
  restore(collections: Collections, lastRecordId: RecordId): void {
    this.#committed = collections;
    this.#lastRecordId = lastRecordId;
  }
}
