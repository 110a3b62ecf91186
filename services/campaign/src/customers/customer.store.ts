import { Schema } from 'mongoose';
import { collection, replaceRows, type Tx } from '@fairdue/store';
import type { Reader } from '../reader.ts';
import { unknownCustomer, type Customer } from './customer.ts';

export const customers = collection<Customer>('customers', {
  creditorId: String,
  version: Number,
  zones: [String],
  contacts: [Schema.Types.Mixed],
  holds: [Schema.Types.Mixed],
  lastReached: Schema.Types.Mixed,
  campaignsStarted: Number,
});

/** The customers asked for, in a map; one not yet heard of is empty, not missing. */
export async function loadCustomers(
  { db, session = null }: Reader,
  creditorId: string,
  customerIds: readonly string[],
): Promise<Map<string, Customer>> {
  const ids = [...new Set(customerIds)];
  const rows = await customers(db)
    .find({ creditorId, _id: { $in: ids } }, null, { session })
    .lean<Customer[]>();
  const known = new Map(rows.map((row) => [row._id, row]));
  return new Map(ids.map((id) => [id, known.get(id) ?? unknownCustomer(creditorId, id)]));
}

export const saveCustomers = (tx: Tx, rows: readonly Customer[]): Promise<unknown> => replaceRows(tx, customers, rows);
