import type { mongo } from 'mongoose';
import { Schema, type Model, type SchemaDefinition } from 'mongoose';
import type { Connection } from './connect.ts';

export type IndexDefinition = [fields: Record<string, 1 | -1>, options?: Omit<mongo.IndexDescription, 'key'>];

export type CollectionOptions = {
  indexes?: IndexDefinition[];
  /** false: rows of the platform itself, owned by no creditor (leases, counters, outbox). */
  tenant?: boolean;
};

export type Collection<T> = ((db: Connection) => Model<T>) & AnyCollection;

/** Any collection, whatever its rows are: all that creating it needs. */
export type AnyCollection = { readonly collectionName: string; readonly indexes: readonly IndexDefinition[] };

const queries = [
  'find', 'findOne', 'countDocuments', 'distinct', 'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany',
  'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete',
] as const; // prettier-ignore

/** No query runs without its creditor. A sweep over all of them has to say so: `{ acrossCreditors: true }`. */
function guardTenant(schema: Schema, name: string): void {
  const check = (filter: Record<string, unknown>, allowed: unknown): void => {
    if (!('creditorId' in filter) && allowed !== true) throw new Error(`A query on ${name} names no creditor.`);
  };
  schema.pre([...queries], function () {
    check(
      this.getFilter() as Record<string, unknown>,
      (this.getOptions() as { acrossCreditors?: boolean }).acrossCreditors,
    );
  });
  schema.pre('aggregate', function () {
    const [first] = this.pipeline();
    const options = this.options as { acrossCreditors?: boolean };
    check((first as { $match?: Record<string, unknown> } | undefined)?.$match ?? {}, options.acrossCreditors);
  });
}

/**
 * Declares a collection. The returned function gives its model on a connection: a process may host several services,
 * so nothing hangs on a global one. Ids are our own strings; a field that is not declared is a bug and throws.
 */
export function collection<T>(name: string, fields: SchemaDefinition, options: CollectionOptions = {}): Collection<T> {
  const schema = new Schema({ _id: { type: String, required: true }, ...fields } as SchemaDefinition, {
    collection: name,
    versionKey: false,
    strict: 'throw',
    strictQuery: false,
    minimize: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
  });
  if (options.tenant !== false) guardTenant(schema, name);
  const modelOn = (db: Connection): Model<T> =>
    (db.models[name] ?? db.model(name, schema, name)) as unknown as Model<T>;
  return Object.assign(modelOn, { collectionName: name, indexes: options.indexes ?? [] });
}

/**
 * Creates what is missing, before a service says it is ready. Repeating it changes nothing. A collection comes into being
 * with its indexes, in one command: a service has dozens, and waits for them at every start.
 */
export async function ensureIndexes(db: Connection, collections: readonly AnyCollection[]): Promise<void> {
  const there = new Set((await db.listCollections()).map(({ name }) => name));
  await Promise.all(
    collections.map(async ({ collectionName, indexes }) => {
      const descriptions = indexes.map(([key, options]) => ({ key, ...options }));
      if (descriptions.length > 0) await db.collection(collectionName).createIndexes(descriptions);
      else if (!there.has(collectionName)) await createOnce(db, collectionName);
    }),
  );
}

const namespaceExists = 48;

/** Another replica may be starting as well. */
async function createOnce(db: Connection, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if ((error as { code?: unknown }).code !== namespaceExists) throw error;
  }
}
