import { defaultCreditorSettings } from '@fairdue/contracts';
import type { Connection } from '@fairdue/store';
import { customerCounts } from '../../services/recover/src/customers/customer-count.store.ts';
import { CustomerRequest } from '../../services/recover/src/customers/customer.schema.ts';
import { customers } from '../../services/recover/src/customers/customer.store.ts';
import { newCustomer, type PlacementTerms } from '../../services/recover/src/customers/customer.ts';
import { searchKeysOf } from '../../services/recover/src/customers/search-keys.ts';
import { debts } from '../../services/recover/src/debts/debt.store.ts';
import { newDebt } from '../../services/recover/src/debts/debt.ts';
import { aCustomer } from '../recover/customers.ts';
import { creditorId } from '../recover/start-recover.ts';

const rowsAtOnce = 5_000;
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
  const request = CustomerRequest.parse(aCustomer(n));
  const customer = newCustomer(request, terms);
  const [debt] = request.debts.map((placed) => newDebt(placed, creditorId, customer._id, now));
  return { customer: { ...customer, search: searchKeysOf(customer) }, debt };
}

/** Stores so many customers with a debt each, and counts them. Returns a hundred of their ids, spread evenly. */
export async function storeCustomers(db: Connection, size: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < size; start += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, size - start) }, (_, i) => rowsOf(start + i));
    for (const [i, { customer }] of rows.entries())
      if ((start + i) % Math.ceil(size / 100) === 0) ids.push(customer._id);
    await customers(db).collection.insertMany(rows.map(({ customer }) => customer) as never, { ordered: false });
    await debts(db).collection.insertMany(rows.map(({ debt }) => debt) as never, { ordered: false });
  }
  const count = { filter: { _id: `${creditorId}|0`, creditorId }, update: { $inc: { n: size } }, upsert: true };
  await customerCounts(db).bulkWrite([{ updateOne: count }]);
  return ids;
}
