import { MongoError } from '../mongo-error.ts';
import { type CollectionState } from '../storage/collection-state.ts';
import { defineIndex, type IndexDefinition, sameKeyPattern, sameOptions } from '../storage/index-definition.ts';
import { isDocument } from '../values/document.ts';
import { type Command, forkOf, listField, textField } from './command.ts';
import { cursorReply } from './cursors.ts';

export const createIndexes: Command = {
  kind: 'write',
  fields: ['indexes', 'commitQuorum'],
  run: (command, context) => {
    const name = textField(command, 'createIndexes');
    const fork = forkOf(context);
    const created = !fork.collections.has(name);
    const before = fork.collection(name).indexes.length;
    for (const spec of listField(command, 'indexes')) {
      const definition = defineIndex(spec);
      if (!alreadyThere(fork.collection(name), definition)) fork.createIndex(name, definition);
    }
    const after = fork.collection(name).indexes.length;
    return {
      numIndexesBefore: before,
      numIndexesAfter: after,
      createdCollectionAutomatically: created,
      ...(before === after ? { note: 'all indexes already exist' } : {}),
      ok: 1,
    };
  },
};

/** Asking twice is fine; asking for something else under the same name or key is not. */
function alreadyThere(collection: CollectionState, { spec, name }: IndexDefinition): boolean {
  const shown = (value: unknown) => JSON.stringify(value);
  for (const { definition } of collection.indexes) {
    const sameKey = sameKeyPattern(definition.spec, spec);
    if (definition.name === '_id_' && sameKey) return true;
    if (definition.name === name) {
      if (sameKey && sameOptions(definition.spec, spec)) return true;
      throw new MongoError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${shown(spec)}, existing index: ${shown(definition.spec)}`,
      );
    }
    if (!sameKey) continue;
    // Indexes on the same key may stand side by side when they differ in what they cover.
    if (shown(definition.spec['partialFilterExpression']) !== shown(spec['partialFilterExpression'])) continue;
    if (sameOptions(definition.spec, spec))
      throw new MongoError(85, `Index already exists with a different name: ${definition.name}`);
    if (!!definition.unique === (spec['unique'] === true) && definition.sparse === (spec['sparse'] === true))
      throw new MongoError(
        85,
        `An equivalent index already exists with the same name but different options. Requested index: ${shown(spec)}, existing index: ${shown(definition.spec)}`,
      );
  }
  return false;
}

export const listIndexes: Command = {
  kind: 'read',
  fields: ['cursor'],
  run: (command, { collections, engine, db }) => {
    const name = textField(command, 'listIndexes');
    const collection = collections.get(name);
    if (!collection) throw new MongoError(26, `ns does not exist: ${db}.${name}`);
    return cursorReply(
      engine.cursors,
      collection.ns,
      collection.indexes.map((index) => index.definition.spec),
    );
  },
};

export const dropIndexes: Command = {
  kind: 'write',
  fields: ['index'],
  run: (command, context) => {
    const name = textField(command, 'dropIndexes');
    const fork = forkOf(context);
    const collection = fork.collections.get(name);
    if (!collection) throw new MongoError(26, `ns not found ${context.db}.${name}`);
    const wanted = command['index'];
    const there = collection.indexes.map((index) => index.definition);
    const names =
      wanted === '*'
        ? there.map((definition) => definition.name).filter((index) => index !== '_id_')
        : (Array.isArray(wanted) ? wanted : [wanted]).map((index) => nameOf(there, index));
    if (names.includes('_id_')) throw new MongoError(72, 'cannot drop _id index');
    for (const index of names) fork.dropIndex(name, index);
    return { nIndexesWas: there.length, ok: 1 };
  },
};

function nameOf(there: readonly IndexDefinition[], wanted: unknown): string {
  const found = there.find((d) => (isDocument(wanted) ? sameKeyPattern(d.spec, { key: wanted }) : d.name === wanted));
  if (!found) throw new MongoError(27, `index not found with name [${String(wanted)}]`);
  return found.name;
}
