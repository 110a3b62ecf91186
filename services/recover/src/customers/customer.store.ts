import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, type Connection, type Tx } from '@fairdue/store';
import type { Customer } from './customer.ts';

const { Mixed } = Schema.Types;

export const customers = collection<Customer>(
  'customers',
  {
    creditorId: String,
    reference: String,
    name: Mixed,
    dateOfBirth: Mixed,
    businesses: [Mixed],
    comments: [Mixed],
    contacts: [Mixed],
    ssn: Mixed,
    timeCreated: Date,
    lastModified: Date,
    version: Number,
  },
  {
    indexes: [
      [
        { creditorId: 1, reference: 1 },
        { unique: true, partialFilterExpression: { reference: { $exists: true } } },
      ],
    ],
  },
);

/** Inside a transaction, or on what is committed. */
export type Reader = Pick<Tx, 'db'> & Partial<Pick<Tx, 'session'>>;

export const customerNotFound = (): Refused =>
  new Refused('not-found', 'customer-not-found', 'There is no such customer.');

/** A customer of another creditor is a customer that does not exist. */
export async function loadCustomer({ db, session }: Reader, creditorId: string, customerId: string): Promise<Customer> {
  const customer = await customers(db)
    .findOne({ _id: customerId, creditorId }, null, { session: session ?? null })
    .lean<Customer>();
  if (!customer) throw customerNotFound();
  return customer;
}

export async function requireCustomer({ db, session }: Reader, creditorId: string, customerId: string): Promise<void> {
  const known = await customers(db)
    .findOne({ _id: customerId, creditorId }, { _id: 1 }, { session: session ?? null })
    .lean();
  if (!known) throw customerNotFound();
}

export const findByReferences = (
  { db, session }: Reader,
  creditorId: string,
  references: readonly string[],
): Promise<Customer[]> =>
  customers(db)
    .find({ creditorId, reference: { $in: references } }, null, { session: session ?? null })
    .lean<Customer[]>();

export const findCustomers = (
  { db, session }: Reader,
  creditorIds: readonly string[],
  customerIds: readonly string[],
): Promise<Customer[]> =>
  customers(db)
    .find({ _id: { $in: customerIds }, creditorId: { $in: creditorIds } }, null, { session: session ?? null })
    .lean<Customer[]>();

/** Rows are ours and already parsed: nothing to cast, nothing to validate again. */
export async function insertCustomers({ db, session }: Tx, rows: readonly Customer[]): Promise<void> {
  if (rows.length > 0) await customers(db).insertMany(rows, { session, lean: true, ordered: true });
}

/** Of two writers MongoDB aborts one, and its whole transaction runs again on fresh data. */
export async function saveCustomers({ db, session }: Tx, rows: readonly Customer[]): Promise<void> {
  if (rows.length === 0) return;
  const replacements = rows.map((row) => ({
    replaceOne: { filter: { _id: row._id, creditorId: row.creditorId }, replacement: row },
  }));
  await customers(db).bulkWrite(replacements, { session });
}

export async function customerByReference(
  db: Connection,
  creditorId: string,
  reference: string,
): Promise<Customer | undefined> {
  const [known] = await findByReferences({ db }, creditorId, [reference]);
  return known;
}
