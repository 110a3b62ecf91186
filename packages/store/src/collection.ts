import { Schema, type IndexDirection, type IndexOptions, type Model, type SchemaDefinition } from 'mongoose';
import type { Connection } from './connect.ts';

export type IndexDefinition = [fields: Record<string, IndexDirection>, options?: IndexOptions];

export type CollectionOptions = {
  indexes?: IndexDefinition[];
  /** false: rows of the platform itself, owned by no creditor (leases, counters, outbox). */
  tenant?: boolean;
};

export type Collection<T> = ((db: Connection) => Model<T>) & { readonly collectionName: string };

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
  for (const [index, indexOptions] of options.indexes ?? []) schema.index(index, indexOptions ?? {});
  if (options.tenant !== false) guardTenant(schema, name);
  const modelOn = (db: Connection): Model<T> =>
    (db.models[name] ?? db.model(name, schema, name)) as unknown as Model<T>;
  return Object.assign(modelOn, { collectionName: name });
}

/** Any collection, whatever its rows are: all that creating it needs. */
export type AnyCollection = (db: Connection) => {
  createCollection(): Promise<unknown>;
  createIndexes(): Promise<unknown>;
};

/** Creates what is missing, before a service says it is ready. Repeating it changes nothing. */
export async function ensureIndexes(db: Connection, collections: readonly AnyCollection[]): Promise<void> {
  await Promise.all(
    collections.map(async (each) => {
      await each(db).createCollection();
      await each(db).createIndexes();
    }),
  );
}
