import mongoose from 'mongoose';
import { mongoUrl, newDatabase, dropDatabase } from '../engines.ts';
import { batchesAtOnce, customersPerBatch } from './batches.ts';
import { outboxCollections } from '@fairdue/outbox';
import { customers } from '../../services/recover/src/customers/customer.store.ts';
import { debts } from '../../services/recover/src/debts/debt.store.ts';

const names = ['customers', 'debts', 'outbox'] as const;
export type Documents = Record<(typeof names)[number], mongoose.mongo.Document[]>;

/** What the service stored for customers: the documents that are inserted again. */
export async function documentsOf(database: string, limit: number): Promise<Documents> {
  const client = await mongoose.mongo.MongoClient.connect(mongoUrl);
  const read = (name: string, rows: number) => client.db(database).collection(name).find().limit(rows).toArray();
  const documents = {
    customers: await read('customers', limit),
    debts: await read('debts', limit),
    outbox: await read('outbox', 2 * limit),
  };
  await client.close();
  return documents;
}

/** Documents a second of `insertMany`, acknowledged as ours are: by a majority, journalled. As many at once as ours. */
export async function insertMany(documents: Documents, { indexes }: { indexes: boolean }): Promise<number> {
  const db = await newDatabase(indexes ? [customers, debts, ...outboxCollections] : []);
  const writeConcern = { w: 'majority', j: true } as const;
  const slices = names.flatMap((name) => {
    const rows = documents[name];
    const starts = Array.from({ length: Math.ceil(rows.length / customersPerBatch) }, (_, i) => i * customersPerBatch);
    return starts.map((start) => ({ name, rows: rows.slice(start, start + customersPerBatch) }));
  });
  for (const name of names) if (!indexes) await db.createCollection(name);
  const waiting = slices.values();
  const begin = performance.now();
  const client = async (): Promise<void> => {
    for (const { name, rows } of waiting) await db.collection(name).insertMany(rows, { writeConcern });
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, client));
  const seconds = (performance.now() - begin) / 1_000;
  await dropDatabase(db);
  return names.reduce((sum, name) => sum + documents[name].length, 0) / seconds;
}
