import type mongoose from 'mongoose';
import { defaultCreditorSettings } from '@fairdue/contracts';
import type { Connection } from '@fairdue/store';
import { customerCounts } from '../../services/recover/src/customers/customer-count.store.ts';
import type { CustomerRequest } from '../../services/recover/src/customers/customer.schema.ts';
import { customers } from '../../services/recover/src/customers/customer.store.ts';
import { newCustomer, type PlacementTerms } from '../../services/recover/src/customers/customer.ts';
import { searchKeysOf } from '../../services/recover/src/customers/search-keys.ts';
import { debts } from '../../services/recover/src/debts/debt.store.ts';
import { newDebt } from '../../services/recover/src/debts/debt.ts';
import { aCustomer } from '../recover/customers.ts';
import { creditorId } from '../recover/start-recover.ts';

const rowsAtOnce = 2_000;
const begin = Date.parse('2026-01-05T00:00:00Z');

/** The nth customer and their debt as a placement stores them, made by the product's own functions. */
function rowsOf(n: number) {
  const now = new Date(begin + n);
  const terms: PlacementTerms = {
    creditorId,
    now,
    settings: defaultCreditorSettings,
    sealSsn: () => {
      throw new Error('Nobody here has a number.');
    },
  };
  const request = aCustomer(n) as CustomerRequest;
  const customer = newCustomer(request, terms);
  const [debt] = request.debts.map((placed) => newDebt(placed, creditorId, customer._id, now));
  return { customer: { ...customer, search: searchKeysOf(customer) }, debt };
}

type Rows = mongoose.mongo.Document[];
type AnyRows = { readonly collectionName: string };

/** Loads rows without the indexes of their collections, which are then built over all of them at once. */
async function withoutIndexes(db: Connection, all: readonly AnyRows[], load: () => Promise<void>): Promise<void> {
  const indexes = await Promise.all(
    all.map(async ({ collectionName }) => {
      const collection = db.collection(collectionName);
      const [, ...specs] = await collection.indexes(); // the first is that of the ids
      await collection.dropIndexes();
      return { collection, specs };
    }),
  );
  await load();
  for (const { collection, specs } of indexes) await collection.createIndexes(specs as never);
}

/** Stores so many customers with a debt each, and counts them. Returns a hundred of their ids, spread evenly. */
export async function storeCustomers(db: Connection, size: number): Promise<string[]> {
  const ids: string[] = [];
  const insert = ({ collectionName }: AnyRows, rows: Rows): Promise<unknown> =>
    db.collection(collectionName).insertMany(rows, { ordered: false, writeConcern: { w: 1 } });
  await withoutIndexes(db, [customers, debts], async () => {
    let inserted: Promise<unknown> = Promise.resolve();
    for (let start = 0; start < size; start += rowsAtOnce) {
      const rows = Array.from({ length: Math.min(rowsAtOnce, size - start) }, (_, i) => rowsOf(start + i));
      for (const [i, { customer }] of rows.entries())
        if ((start + i) % Math.ceil(size / 100) === 0) ids.push(customer._id);
      await inserted;
      inserted = Promise.all([
        insert(customers, rows.map(({ customer }) => customer) as never), // beside making the next ones
        insert(debts, rows.map(({ debt }) => debt) as never),
      ]);
    }
    await inserted;
  });
  const count = { filter: { _id: `${creditorId}|0`, creditorId }, update: { $inc: { n: size } }, upsert: true };
  await customerCounts(db).bulkWrite([{ updateOne: count }]);
  return ids;
}
