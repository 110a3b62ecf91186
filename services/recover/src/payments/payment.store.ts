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
    timeCreated: Date,
  },
  {
    indexes: [
      [{ creditorId: 1, debtId: 1, number: 1 }, { unique: true }],
      [{ creditorId: 1, debtId: 1, timeCreated: 1, _id: 1 }],
    ],
  },
);

/** Everything posted to a debt, in the order of posting. */
export const ledgerOf = ({ db, session }: Tx, creditorId: string, debtId: string): Promise<Payment[]> =>
  payments(db).find({ creditorId, debtId }, null, { session }).sort({ number: 1 }).lean<Payment[]>();

export const paymentsOf = (
  { db }: Reader,
  creditorId: string,
  debtId: string,
  window: TimeWindow,
): Promise<Payment[]> =>
  payments(db)
    .find({ creditorId, debtId, ...createdWithin(window) })
    .sort({ timeCreated: 1, _id: 1 })
    .lean<Payment[]>();

export async function insertPayment({ db, session }: Tx, payment: Payment): Promise<void> {
  await payments(db).insertMany([payment], { session, lean: true });
}
