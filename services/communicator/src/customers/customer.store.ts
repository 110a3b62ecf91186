import { Schema } from 'mongoose';
import { erasedVersion } from '@fairdue/contracts';
import { collection, replaceRows, type Collection, type Connection, type Reader, type Tx } from '@fairdue/store';
import type { Customer, Debt } from './customer.ts';

const { Mixed } = Schema.Types;

export const customers = collection<Customer>(
  'customers',
  {
    creditorId: String,
    reference: String,
    name: Mixed,
    language: String,
    contacts: [Mixed],
    postalKeys: { type: [String], default: undefined },
    version: Number,
  },
  {
    indexes: [
      [{ creditorId: 1, reference: 1 }],
      [{ creditorId: 1, postalKeys: 1 }],
      [{ creditorId: 1, 'contacts.value': 1 }],
      [{ creditorId: 1, 'contacts.contactId': 1 }],
      [{ creditorId: 1, 'contacts.externalId': 1 }],
    ],
  },
);

export const debts = collection<Debt>('debts', {
  creditorId: String, customerId: String, transactionId: String, status: String, balanceCents: Number, initialTotalCents: Number,
  itemization: Mixed, itemizationDate: String, product: String, creditorName: String, originalCreditorName: String,
  accountLast4: String, defaultDate: String, version: Number,
}, {
  indexes: [[{ creditorId: 1, product: 1 }], [{ creditorId: 1, customerId: 1 }]],
}); // prettier-ignore

const byId = <T extends { _id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row._id, row]));

/** Of somebody who was erased a row is left that nobody finds. */
const there = { version: { $lt: erasedVersion } };

export const loadCustomers = async (
  from: Reader,
  creditorId: string,
  ids: readonly string[],
): Promise<Map<string, Customer>> =>
  byId(
    await customers(from.db)
      .find({ creditorId, _id: { $in: [...ids] }, ...there }, null, { session: from.session ?? null })
      .lean<Customer[]>(),
  );

export const loadDebts = async (from: Reader, creditorId: string, ids: readonly string[]): Promise<Map<string, Debt>> =>
  byId(
    await debts(from.db)
      .find({ creditorId, _id: { $in: [...ids] } }, null, { session: from.session ?? null })
      .lean<Debt[]>(),
  );

/** Of each of these customers the debt that was placed first of those on which something is owed. */
export const oneDebtOfEach = async (
  from: Reader,
  creditorId: string,
  customerIds: readonly string[],
): Promise<Map<string, Debt>> => {
  if (customerIds.length === 0) return new Map();
  const rows = await debts(from.db)
    .find({ creditorId, customerId: { $in: [...customerIds] }, balanceCents: { $gt: 0 } }, null, {
      session: from.session ?? null,
    })
    .sort({ _id: -1 })
    .lean<Debt[]>();
  return new Map(rows.map((row) => [row.customerId, row]));
};

export const findByReference = (from: Reader, creditorId: string, reference: string): Promise<Customer | null> =>
  customers(from.db)
    .findOne({ creditorId, reference }, null, { session: from.session ?? null })
    .lean<Customer>();

/** Many at once, each by the creditor's name for them. */
export async function findByReferences(
  from: Reader,
  creditorId: string,
  references: readonly string[],
): Promise<Map<string, Customer>> {
  const rows = await customers(from.db)
    .find({ creditorId, reference: { $in: [...references] } }, null, { session: from.session ?? null })
    .lean<Customer[]>();
  return new Map(rows.map((row) => [row.reference ?? '', row]));
}

export const debtsOf = (from: Reader, creditorId: string, customerId: string): Promise<Debt[]> =>
  debts(from.db)
    .find({ creditorId, customerId }, null, { session: from.session ?? null })
    .lean<Debt[]>();

/** Which of these products the debts of a creditor are of. */
export const productsOf = async (
  db: Connection,
  creditorId: string,
  products: readonly string[],
): Promise<Set<string>> =>
  new Set(await debts(db).distinct('product', { creditorId, product: { $in: [...products] } }));

const contactFields = {
  value: 'contacts.value',
  contactId: 'contacts.contactId',
  externalId: 'contacts.externalId',
  postalKey: 'postalKeys',
} as const;

/** Everyone of this creditor who has that contact, by where it leads, our id or the creditor's. */
export const findByContact = (
  from: Reader,
  creditorId: string,
  field: keyof typeof contactFields,
  value: string,
): Promise<Customer[]> =>
  customers(from.db)
    .find({ creditorId, [contactFields[field]]: value }, null, { session: from.session ?? null })
    .sort({ _id: 1 })
    .limit(50)
    .lean<Customer[]>();

const valuesAtOnce = 200;
/** A value that more people share is looked for alone: nobody needs all of them. */
const ownersAtOnce = 1_000;

/** Who has each of these, by where it leads; of one that many share some, and never fewer than two. */
export async function findOwners(
  from: Reader,
  creditorId: string,
  values: readonly string[],
): Promise<Map<string, Customer[]>> {
  const owners = new Map<string, Customer[]>();
  for (let first = 0; first < values.length; first += valuesAtOnce) {
    const asked = values.slice(first, first + valuesAtOnce);
    const rows = await customers(from.db)
      .find({ creditorId, 'contacts.value': { $in: asked } }, null, { session: from.session ?? null })
      .limit(ownersAtOnce)
      .lean<Customer[]>();
    const have = (value: string) => rows.filter(({ contacts }) => contacts.some((each) => each.value === value));
    const areAll = rows.length < ownersAtOnce;
    for (const value of asked)
      owners.set(value, areAll ? have(value) : await findByContact(from, creditorId, 'value', value));
  }
  return owners;
}

/** Everyone who has that number, besides those named. */
export const findOthersByNumber = (
  { db, session }: Tx,
  creditorId: string,
  number: string,
  known: readonly string[],
): Promise<Customer[]> =>
  customers(db)
    .find({ creditorId, 'contacts.value': number, _id: { $nin: [...known] } }, null, { session })
    .lean<Customer[]>();

type Versioned = { _id: string; creditorId: string; version: number };

/** The last state of each that is newer than what is kept. Facts may come twice, and later than an answer of recover. */
export async function saveNewer<T extends Versioned>(tx: Tx, model: Collection<T>, rows: readonly T[]): Promise<T[]> {
  if (rows.length === 0) return [];
  const { db, session } = tx;
  const kept = await model(db)
    .find(
      { creditorId: { $in: rows.map((row) => row.creditorId) }, _id: { $in: rows.map((row) => row._id) } },
      { version: 1 },
      { session },
    )
    .lean<Versioned[]>();
  const versions = new Map(kept.map(({ _id, version }) => [_id, version]));
  const newest = new Map<string, T>();
  for (const row of rows) {
    const known = newest.get(row._id)?.version ?? versions.get(row._id) ?? 0;
    if (row.version > known) newest.set(row._id, row);
  }
  const saved = [...newest.values()];
  await replaceRows(tx, model, saved);
  return saved;
}

export const saveCustomers = (tx: Tx, rows: readonly Customer[]): Promise<Customer[]> => saveNewer(tx, customers, rows);
export const saveDebts = (tx: Tx, rows: readonly Debt[]): Promise<Debt[]> => saveNewer(tx, debts, rows);
