import { MongoError, notSupported } from '../mongo-error.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { type Command, documentField, forkOf, textField } from './command.ts';
import { cursorReply } from './cursors.ts';

export const create: Command = {
  kind: 'write',
  fields: ['capped', 'validator', 'viewOn', 'timeseries', 'autoIndexId', 'idIndex', 'storageEngine'],
  run: (command, context) => {
    const name = textField(command, 'create');
    for (const option of ['capped', 'validator', 'viewOn', 'timeseries', 'storageEngine'])
      if (command[option]) throw notSupported(`collections with '${option}'`);
    const fork = forkOf(context);
    if (fork.collections.has(name)) throw new MongoError(48, `Collection ${context.db}.${name} already exists.`);
    fork.create(name);
    return { ok: 1 };
  },
};

export const drop: Command = {
  kind: 'write',
  fields: [],
  run: (command, context) => {
    const name = textField(command, 'drop');
    const fork = forkOf(context);
    const collection = fork.collections.get(name);
    // Drivers take this error as done; servers from 7.0 on answer ok themselves.
    if (!collection) throw new MongoError(26, 'ns not found');
    fork.drop(name);
    return { nIndexesWas: collection.indexes.length, ns: collection.ns, ok: 1 };
  },
};

export const dropDatabase: Command = {
  kind: 'write',
  fields: [],
  run: (_command, context) => {
    const fork = forkOf(context);
    for (const name of fork.collections.keys()) fork.drop(name);
    return { dropped: context.db, ok: 1 };
  },
};

export const listCollections: Command = {
  kind: 'read',
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: (command, { collections, engine, db }) => {
    const matches = compileFilter(documentField(command, 'filter'));
    const listed = [...collections.keys()]
      .map((name) => ({
        name,
        type: 'collection',
        ...(command['nameOnly'] === true
          ? {}
          : { options: {}, info: { readOnly: false }, idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } }),
      }))
      .filter(matches);
    return cursorReply(engine.cursors, `${db}.$cmd.listCollections`, listed);
  },
};

export const listDatabases: Command = {
  kind: 'control',
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: (command, { engine }) => {
    const matches = compileFilter(documentField(command, 'filter'));
    const databases = [...engine.databases.values()]
      .filter((database) => database.committed.size > 0)
      .map(({ name }) => ({ name, sizeOnDisk: 1, empty: false }))
      .filter(matches);
    return { databases, totalSize: databases.length, ok: 1 };
  },
};
