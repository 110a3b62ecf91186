import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, insertRows, keysetFilter, type Connection, type Tx } from '@fairdue/store';
import { createdWithin, type Extent, type TimeWindow } from '../wire/query.ts';
import { countPlaced, placedCount } from './customer-count.store.ts';
import { activeStatesOf, type Customer } from './customer.ts';
import { searchKeysOf } from './search-keys.ts';
import type { SealedSsn } from './ssn.ts';

const { Mixed } = Schema.Types;

/** What nobody said stays unsaid: without this a list that is not there would be stored as an empty one. */
const listOrNone = { type: [Mixed], default: undefined };

/** Named where many are sought at once: choosing among indexes, the store would try the others as well. */
const byReference = { creditorId: 1, reference: 1 } as const;

export const customers = collection<Customer>(
  'customers',
  {
    creditorId: String,
    reference: String,
    name: Mixed,
    dateOfBirth: Mixed,
    businesses: listOrNone,
    comments: listOrNone,
    languagePreference: String,
    languagePreferred: Mixed,
    contacts: [Mixed],
    search: [String],
    ssn: Mixed,
    timeCreated: Date,
    lastModified: Date,
    version: Number,
    claims: Number,
  },
  {
    indexes: [
      [byReference, { unique: true, partialFilterExpression: { reference: { $exists: true } } }],
      [{ creditorId: 1, timeCreated: 1, _id: 1 }],
      [{ creditorId: 1, search: 1, _id: 1 }],
      [{ 'ssn.keyId': 1 }, { partialFilterExpression: { 'ssn.keyId': { $exists: true } } }],
    ],
  },
);

/** With the words they are found by, which follow from the rest. */
const stored = (customer: Customer): Customer & { search: string[] } => ({
  ...customer,
  search: searchKeysOf(customer),
});

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

/** Loads a customer who gets something new beside them: the time of their last change is all that changes in the row. */
export async function touchCustomer(
  { db, session }: Tx,
  creditorId: string,
  customerId: string,
  at: Date,
): Promise<Customer> {
  const customer = await customers(db)
    .findOneAndUpdate(
      { _id: customerId, creditorId },
      { $set: { lastModified: at } },
      { session, returnDocument: 'after', hint: { _id: 1 } },
    )
    .lean<Customer>();
  if (!customer) throw customerNotFound();
  return customer;
}

/** Says nothing new of a customer who is there; but of whoever erases or changes them at the same moment one comes second. */
export async function claimCustomer({ db, session }: Tx, creditorId: string, customerId: string): Promise<void> {
  const { matchedCount } = await customers(db).updateOne(
    { _id: customerId, creditorId },
    { $inc: { claims: 1 } },
    { session },
  );
  if (matchedCount === 0) throw customerNotFound();
}

export async function requireCustomer({ db, session }: Reader, creditorId: string, customerId: string): Promise<void> {
  const known = await customers(db)
    .findOne({ _id: customerId, creditorId }, { _id: 1 }, { session: session ?? null })
    .lean();
  if (!known) throw customerNotFound();
}

/** Where a customer lives. One who is not there lives nowhere. */
export async function statesOfCustomer(
  { db, session }: Reader,
  creditorId: string,
  customerId: string,
): Promise<string[]> {
  const customer = await customers(db)
    .findOne({ _id: customerId, creditorId }, { contacts: 1 }, { session: session ?? null })
    .lean<Pick<Customer, 'contacts'>>();
  return customer ? activeStatesOf(customer) : [];
}

export const findByReferences = (
  { db, session }: Reader,
  creditorId: string,
  references: readonly string[],
): Promise<Customer[]> =>
  customers(db)
    .find({ creditorId, reference: { $in: references } }, null, {
      session: session ?? null,
      hint: byReference,
      batchSize: references.length + 1, // a full batch would be asked for more
    })
    .lean<Customer[]>();

export const findCustomers = (
  { db, session }: Reader,
  creditorIds: readonly string[],
  customerIds: readonly string[],
): Promise<Customer[]> =>
  customers(db)
    .find({ _id: { $in: customerIds }, creditorId: { $in: creditorIds } }, null, { session: session ?? null })
    .lean<Customer[]>();

/** Customers who have all of these search keys, by id. */
export const findBySearchKeys = (
  { db }: Reader,
  creditorId: string,
  keys: readonly string[],
  limit: number,
  cursor: readonly unknown[] | undefined,
): Promise<Customer[]> =>
  customers(db)
    .find({ creditorId, $and: keys.map((search) => ({ search })), ...keysetFilter(['_id'], cursor) })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Customer[]>();

/** Rows are ours and already parsed: nothing to cast, nothing to validate again. */
export async function insertCustomers(tx: Tx, creditorId: string, rows: readonly Customer[]): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(tx, customers, rows.map(stored));
  await countPlaced(tx, creditorId, rows.length);
}

/** Of two writers MongoDB aborts one, and its whole transaction runs again on fresh data. */
export async function saveCustomers({ db, session }: Tx, rows: readonly Customer[]): Promise<void> {
  if (rows.length === 0) return;
  const replacements = rows.map((row) => ({
    replaceOne: { filter: { _id: row._id, creditorId: row.creditorId }, replacement: stored(row) },
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

/** Which customers of a creditor: all of them, those placed in a window, those with one of these references. */
export type Selection = { window: TimeWindow; references?: readonly string[] | undefined };

const selected = (creditorId: string, { window, references }: Selection) => ({
  creditorId,
  ...(references && { reference: { $in: references } }),
  ...createdWithin(window),
});

/** Oldest first: stable under inserts while a client pages. */
export const listCustomers = (
  { db }: Reader,
  creditorId: string,
  selection: Selection,
  { count, offset }: Extent,
): Promise<Customer[]> =>
  customers(db)
    .find(selected(creditorId, selection))
    .sort({ timeCreated: 1, _id: 1 })
    .skip(offset)
    .limit(count)
    .lean<Customer[]>();

/** All of them are counted when they are placed; only what a filter leaves is counted here. */
export function countCustomers({ db }: Reader, creditorId: string, selection: Selection): Promise<number> {
  const { window, references } = selection;
  if (!references && !window.startTime && !window.endTime) return placedCount(db, creditorId);
  return customers(db).countDocuments(selected(creditorId, selection));
}

type WithSsn = Pick<Customer, '_id' | 'creditorId'> & { ssn: SealedSsn };

/** Whose number one of these keys sealed, over all creditors: keys are the platform's. */
export const customersSealedWith = (db: Connection, keyIds: readonly string[], limit: number): Promise<WithSsn[]> =>
  customers(db)
    .find({ 'ssn.keyId': { $in: keyIds } }, { creditorId: 1, ssn: 1 }, { acrossCreditors: true } as object)
    .limit(limit)
    .lean<WithSsn[]>();

type Resealed = { creditorId: string; customerId: string; before: SealedSsn; after: SealedSsn };

/** Answers how many were still as they were read: one that has changed since is left for the next time. */
export async function replaceSsn(db: Connection, all: readonly Resealed[]): Promise<number> {
  if (all.length === 0) return 0;
  const writes = all.map(({ creditorId, customerId, before, after }) => ({
    updateOne: {
      filter: { _id: customerId, creditorId, 'ssn.sealed': before.sealed },
      update: { $set: { ssn: after } },
    },
  }));
  return (await customers(db).bulkWrite(writes)).matchedCount;
}

/** A key that sealed somebody's number and is none of these. */
export async function customerSealedWithOther(db: Connection, keyIds: readonly string[]): Promise<string | undefined> {
  const row = await customers(db)
    .findOne({ 'ssn.keyId': { $exists: true, $nin: keyIds } }, { ssn: 1 }, { acrossCreditors: true } as object)
    .lean<WithSsn>();
  return row?.ssn.keyId;
}
