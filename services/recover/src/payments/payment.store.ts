import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, type Tx } from '@fairdue/store';
import type { Reader } from '../customers/customer.store.ts';
import { createdWithin, type TimeWindow } from '../wire/query.ts';
import type { Payment } from './payment.ts';

export const payments = collection<Payment>(
  'payments',
  {
    creditorId: String,
    customerId: String,
    debtId: String,
    number: Number,
    amountCents: Number,
    payee: String,
    transactionType: String,
    transactionReference: String,
    note: String,
    paidAt: Date,
    returnedPaymentId: String,
    method: String,
    methodInfo: Schema.Types.Mixed,
    isIvrPayment: Boolean,
    isEnteredByAgent: Boolean,
    isUnsettled: Boolean,
    isFailed: Boolean,
    failureReason: String,
    allocationOrder: { type: [String], default: undefined },
    timeCreated: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, debtId: 1, number: 1 }, { unique: true }],
      [{ creditorId: 1, debtId: 1, timeCreated: 1, _id: 1 }],
      [{ creditorId: 1, timeCreated: 1, _id: 1 }],
    ],
  },
);

/** Everything posted to a debt, in the order of posting. */
export const ledgerOf = ({ db, session }: Tx, creditorId: string, debtId: string): Promise<Payment[]> =>
  payments(db)
    .find({ creditorId, debtId, number: { $gt: 0 } }, null, { session })
    .sort({ number: 1 })
    .lean<Payment[]>();

/** What a creditor's clients see of payments: those that are there, and those that failed. */
const isFinal = { isUnsettled: { $exists: false } };

export const paymentsOf = (
  { db }: Reader,
  creditorId: string,
  debtId: string,
  window: TimeWindow,
): Promise<Payment[]> =>
  payments(db)
    .find({ creditorId, debtId, ...isFinal, ...createdWithin(window) })
    .sort({ timeCreated: 1, _id: 1 })
    .lean<Payment[]>();

/** Payments of all the debts of a creditor, one after the other: there may be too many for memory. */
export const paymentsOfCreditor = (
  { db }: Reader,
  creditorId: string,
  window: TimeWindow,
  { withUnsettled }: { withUnsettled: boolean },
): AsyncIterable<Payment> =>
  payments(db)
    .find({ creditorId, ...(!withUnsettled && isFinal), ...createdWithin(window) })
    .sort({ timeCreated: 1, _id: 1 })
    .lean<Payment[]>()
    .cursor();

/** A payment of a creditor the caller is not linked to is a payment that does not exist. */
export async function loadPayment(
  { db, session }: Reader,
  creditorIds: readonly string[],
  paymentId: string,
): Promise<Payment> {
  const payment = await payments(db)
    .findOne({ _id: paymentId, creditorId: { $in: creditorIds } }, null, { session: session ?? null })
    .lean<Payment>();
  if (!payment) throw new Refused('not-found', 'payment-not-found', 'There is no such payment.');
  return payment;
}

export async function savePayment({ db, session }: Tx, payment: Payment): Promise<void> {
  const { _id, creditorId } = payment;
  await payments(db).replaceOne({ _id, creditorId }, payment, { session, upsert: true });
}
