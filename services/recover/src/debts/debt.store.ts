import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, insertRows, isDuplicateKey, type Tx } from '@fairdue/store';
import { requireCustomer, type Reader } from '../customers/customer.store.ts';
import { createdWithin, type TimeWindow } from '../wire/query.ts';
import type { Debt } from './debt.ts';

const { Mixed } = Schema.Types;

/** It answers which of many are used without a look at the debts. */
const byTransactionId = { creditorId: 1, transactionId: 1 } as const;

export const debts = collection<Debt>(
  'debts',
  {
    creditorId: String,
    customerId: String,
    transactionId: String,
    status: String,
    placed: Mixed,
    toCollect: Mixed,
    balance: Mixed,
    entriesPosted: Number,
    entriesBeforeReopening: Number,
    pause: Mixed,
    dispute: Mixed,
    answeredDispute: Mixed,
    retraction: Mixed,
    closing: Mixed,
    paymentPlanId: String,
    settlements: [String],
    lastPaidAt: Date,
    unsettledCents: Number,
    paymentsTaken: Number,
    representations: Mixed,
    timeCreated: Date,
    lastModified: Date,
    version: Number,
    isErased: Boolean,
  },
  {
    indexes: [
      [{ creditorId: 1, customerId: 1, timeCreated: 1, _id: 1 }],
      [byTransactionId, { unique: true, partialFilterExpression: { transactionId: { $exists: true } } }],
    ],
  },
);

export const debtNotFound = (debtId: string): Refused =>
  new Refused('not-found', 'debt-not-found', `The following Debts do not exist: ${debtId}`);

const transactionIdUsed = (transactionId = ''): Refused =>
  new Refused('conflict', 'transaction-id-used', 'Object already exists.', [
    { path: 'transactionId', problem: transactionId },
  ]);

/** Of whoever was erased debts stay for the books. Nobody finds them: what is told of them now would be told of a person. */
const there = { isErased: { $ne: true as const } };

/** A debt of another creditor is a debt that does not exist. */
export async function loadDebt({ db, session }: Reader, creditorId: string, debtId: string): Promise<Debt> {
  const debt = await debts(db)
    .findOne({ _id: debtId, creditorId }, null, { session: session ?? null })
    .lean<Debt>();
  if (!debt) throw debtNotFound(debtId);
  return debt;
}

/** The debt names its creditor. One that is not among the caller's is a debt that does not exist. */
export async function loadDebtAmong(
  { db, session }: Reader,
  creditorIds: readonly string[],
  debtId: string,
): Promise<Debt> {
  const debt = await debts(db)
    .findOne({ _id: debtId, creditorId: { $in: creditorIds }, ...there }, null, { session: session ?? null })
    .lean<Debt>();
  if (!debt) throw debtNotFound(debtId);
  return debt;
}

/** The debt of that very customer. When there is none, the answer says which of the two is unknown. */
export async function loadDebtOf(from: Reader, creditorId: string, customerId: string, debtId: string): Promise<Debt> {
  const debt = await debts(from.db)
    .findOne({ _id: debtId, creditorId, customerId, ...there }, null, { session: from.session ?? null })
    .lean<Debt>();
  if (debt) return debt;
  await requireCustomer(from, creditorId, customerId);
  throw debtNotFound(debtId);
}

export const debtsOf = (
  { db, session }: Reader,
  creditorId: string,
  customerId: string,
  window: TimeWindow = {},
): Promise<Debt[]> =>
  debts(db)
    .find({ creditorId, customerId, ...createdWithin(window) }, null, { session: session ?? null })
    .sort({ timeCreated: 1, _id: 1 })
    .lean<Debt[]>();

/** The debts of several customers at once, oldest first. */
export const debtsOfCustomers = ({ db }: Reader, creditorId: string, customerIds: readonly string[]): Promise<Debt[]> =>
  debts(db)
    .find({ creditorId, customerId: { $in: customerIds } })
    .sort({ timeCreated: 1, _id: 1 })
    .lean<Debt[]>();

/** Whose debt it is that the creditor placed under this transaction id. */
export async function customerOfTransaction(
  { db }: Reader,
  creditorId: string,
  transactionId: string,
): Promise<string | undefined> {
  const debt = await debts(db)
    .findOne({ creditorId, transactionId }, { customerId: 1 })
    .lean<Pick<Debt, 'customerId'>>();
  return debt?.customerId;
}

/** Which of these transaction ids the creditor has used already. */
export async function usedTransactionIds(
  { db, session }: Tx,
  creditorId: string,
  transactionIds: readonly string[],
): Promise<string[]> {
  const used = await debts(db)
    .find(
      { creditorId, transactionId: { $in: transactionIds } },
      { _id: 0, transactionId: 1 },
      {
        session,
        hint: byTransactionId,
        batchSize: transactionIds.length + 1, // a full batch would be asked for more
      },
    )
    .lean<Pick<Debt, 'transactionId'>[]>();
  return used.flatMap(({ transactionId }) => (transactionId === undefined ? [] : [transactionId]));
}

const isTransactionIdTaken = (error: unknown): boolean => isDuplicateKey(error, 'transactionId');

/** Stores one more debt. Whether its transaction id is free the unique index says: nobody need look before. */
export async function insertDebt(tx: Tx, debt: Debt): Promise<void> {
  try {
    await insertRows(tx, debts, [debt]);
  } catch (error) {
    throw isTransactionIdTaken(error) ? transactionIdUsed(debt.transactionId) : error;
  }
}

export const insertDebts = (tx: Tx, rows: readonly Debt[]): Promise<void> => insertRows(tx, debts, rows);

export async function saveDebt({ db, session }: Tx, debt: Debt): Promise<void> {
  await debts(db).replaceOne({ _id: debt._id, creditorId: debt.creditorId }, debt, { session });
}
