import { Schema } from 'mongoose';
import { collection, replaceRows, within, type Connection, type Tx } from '@fairdue/store';
import type { Customer } from './customer.ts';

const mixed = Schema.Types.Mixed;

export const customers = collection<Customer>(
  'customers',
  {
    creditorId: String, reference: String, version: Number, contacts: [mixed], debts: [mixed], holds: [mixed], earlyLifts: [mixed],
    facts: [mixed], landmarks: [mixed], language: String, made: [mixed], permits: [mixed], inFlight: [mixed], ended: [mixed], epoch: Number, silentEpoch: Number,
  }, // prettier-ignore
  {
    indexes: [
      [{ creditorId: 1, _id: 1 }],
      [{ creditorId: 1, reference: 1 }],
      [{ creditorId: 1, 'contacts.addressHash': 1 }],
    ],
  },
);

export type CustomerRef = { creditorId: string; customerId: string };

/** The customers among these that exist, each under its own creditor: another creditor's does not exist. */
export async function loadCustomers(
  where: Tx | Connection,
  refs: readonly CustomerRef[],
): Promise<Map<string, Customer>> {
  if (refs.length === 0) return new Map();
  const { db, session } = within(where);
  const creditorIds = [...new Set(refs.map(({ creditorId }) => creditorId))];
  const rows = await customers(db)
    .find({ creditorId: { $in: creditorIds }, _id: { $in: refs.map(({ customerId }) => customerId) } }, null, {
      session,
    })
    .lean<Customer[]>();
  const asked = new Set(refs.map(({ creditorId, customerId }) => `${creditorId}/${customerId}`));
  return new Map(rows.filter((row) => asked.has(`${row.creditorId}/${row._id}`)).map((row) => [row._id, row]));
}

export const loadCustomer = async (
  where: Tx | Connection,
  creditorId: string,
  customerId: string,
): Promise<Customer | undefined> => (await loadCustomers(where, [{ creditorId, customerId }])).get(customerId);

/** Somebody asked for by our id, or by the reference that the creditor gave, among the customers of these creditors. */
export type Sought = { creditorIds: readonly string[]; by: { customerId: string } | { reference: string } };

/** One answer for each who is sought, in their order. */
export async function findCustomers(db: Connection, sought: readonly Sought[]): Promise<(Customer | undefined)[]> {
  const creditorIds = [...new Set(sought.flatMap((each) => each.creditorIds))];
  const ids = sought.flatMap(({ by }) => ('customerId' in by ? by.customerId : []));
  const references = sought.flatMap(({ by }) => ('reference' in by ? by.reference : []));
  const find = (who: object) => customers(db).find({ creditorId: { $in: creditorIds }, ...who }).lean<Customer[]>(); // prettier-ignore
  const [byId, byReference] = await Promise.all([
    ids.length > 0 ? find({ _id: { $in: ids } }) : [],
    references.length > 0 ? find({ reference: { $in: references } }) : [],
  ]);
  return sought.map(({ creditorIds: of, by }) =>
    'customerId' in by
      ? byId.find(({ _id, creditorId }) => _id === by.customerId && of.includes(creditorId))
      : byReference.find(({ reference, creditorId }) => reference === by.reference && of.includes(creditorId)),
  );
}

export const findCustomer = async (
  db: Connection,
  creditorIds: readonly string[],
  by: Sought['by'],
): Promise<Customer | undefined> => (await findCustomers(db, [{ creditorIds, by }]))[0];

/** A creditor's customers in the order of their ids, from after one of them. */
export const customersAfter = (
  db: Connection,
  creditorId: string,
  customerId: string,
  limit: number,
): Promise<Customer[]> =>
  customers(db)
    .find({ creditorId, _id: { $gt: customerId } })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Customer[]>()
    .exec();

export const countCustomers = (db: Connection, creditorId: string): Promise<number> =>
  customers(db).countDocuments({ creditorId }).exec();

/** Our ids of customers, by the references that their creditor gave. */
export async function customersByReference(
  db: Connection,
  creditorId: string,
  references: readonly string[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await customers(db)
    .find({ creditorId, reference: { $in: [...references] }, version: { $gt: 0 } }, { reference: 1 })
    .lean<Pick<Customer, '_id' | 'reference'>[]>();
  return new Map(rows.map(({ _id, reference }) => [reference ?? '', _id]));
}

/** Everybody of a creditor's who has one of these emails or numbers, by their keyed hashes. */
export async function customersWithAddress(
  { db, session }: Tx,
  creditorId: string,
  hashes: readonly string[],
): Promise<Customer[]> {
  if (hashes.length === 0) return [];
  return customers(db)
    .find({ creditorId, 'contacts.addressHash': { $in: [...new Set(hashes)] } }, null, { session })
    .lean<Customer[]>();
}

/**
 * Writes whole documents. Of two transactions that read the same one MongoDB lets one commit, and the other runs again
 * on what the first wrote: that makes a decision and its reservation one step on any number of replicas.
 */
export const saveCustomers = (tx: Tx, changed: readonly Customer[]): Promise<unknown> =>
  replaceRows(tx, customers, changed);
