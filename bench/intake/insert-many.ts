import mongoose from 'mongoose';
import { outboxCollections } from '@fairdue/outbox';
import type { Connection } from '@fairdue/store';
import { customers } from '../../services/recover/src/customers/customer.store.ts';
import { debts } from '../../services/recover/src/debts/debt.store.ts';
import { mongoUrl, newDatabase, dropDatabase } from '../engines.ts';
import { batchesAtOnce, customersPerBatch } from './batches.ts';
import type { Meter } from './meter.ts';

/** What a placement writes: the customer, the debt, the counter of the customer's facts, and the facts in the outbox. */
const perCustomer = { customers: 1, debts: 1, sequences: 1, outbox: 1 } as const;
type Name = keyof typeof perCustomer;
const names = Object.keys(perCustomer) as Name[];
export const documentsPerCustomer = Object.values(perCustomer).reduce((sum: number, count) => sum + count, 0);
export type Documents = Record<Name, mongoose.mongo.Document[]>;

const each = async (rowsOf: (name: Name) => Promise<Documents[Name]> | Documents[Name]): Promise<Documents> => ({
  customers: await rowsOf('customers'),
  debts: await rowsOf('debts'),
  sequences: await rowsOf('sequences'),
  outbox: await rowsOf('outbox'),
});

/** What the service stored for so many customers: the documents that are inserted again. */
export async function documentsOf(database: string, customersMax: number): Promise<Documents> {
  const client = await mongoose.mongo.MongoClient.connect(mongoUrl);
  const documents = await each((name) =>
    client
      .db(database)
      .collection(name)
      .find()
      .limit(perCustomer[name] * customersMax)
      .toArray(),
  );
  await client.close();
  return documents;
}

/** Documents of so many customers, one slice after the other. */
const slicesOf = (documents: Documents, customersEach: number): Promise<Documents[]> =>
  Promise.all(
    Array.from({ length: Math.ceil(documents.customers.length / customersEach) }, (_, i) =>
      each((name) => documents[name].slice(...[i, i + 1].map((at) => at * perCustomer[name] * customersEach))),
    ),
  );

const durable = { w: 'majority', journal: true } as const;

async function insert(db: Connection, rows: Documents, session?: mongoose.mongo.ClientSession): Promise<void> {
  const options = session ? { session } : { writeConcern: durable };
  for (const name of names) await db.collection(name).insertMany(rows[name], options);
}

async function insertInTransaction(db: Connection, rows: Documents): Promise<void> {
  const session = await db.startSession();
  session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: durable });
  await insert(db, rows, session);
  await session.commitTransaction();
  await session.endSession();
}

/** As many customers as the service stores together when nothing else is said. */
const customersPerTransaction = 500;

export type How = { indexes: boolean; inTransactions?: boolean };

/**
 * Documents a second of `insertMany`, acknowledged as ours are: by a majority, journalled. As many at once as ours, and
 * the rows of the same customers by the same command.
 */
export async function insertMany(name: string, documents: Documents, how: How, meter: Meter): Promise<number> {
  const db = await newDatabase(how.indexes ? [customers, debts, ...outboxCollections] : []);
  for (const collection of names) if (!how.indexes) await db.createCollection(collection);
  const insertSome = how.inTransactions ? insertInTransaction : insert;
  const slices = await slicesOf(documents, how.inTransactions ? customersPerTransaction : customersPerBatch);
  const waiting = slices.values();
  const perSecond = await meter.perSecond(name, async () => {
    const client = async (): Promise<void> => {
      for (const rows of waiting) await insertSome(db, rows);
    };
    await Promise.all(Array.from({ length: batchesAtOnce }, client));
    return documents.customers.length;
  });
  await dropDatabase(db);
  return perSecond * documentsPerCustomer;
}
