import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, replaceRows, type Tx } from '@fairdue/store';
import { countPlaced } from '../customers/customer-count.store.ts';
import { customerNotFound, customers, type Reader } from '../customers/customer.store.ts';
import { debts } from '../debts/debt.store.ts';
import { changes } from '../history/history.store.ts';
import { payments } from '../payments/payment.store.ts';
import { paymentPlans } from '../plans/payment-plan.store.ts';
import { representations } from '../representation/representation.store.ts';
import type { Erasure } from './erasure.ts';

const { Mixed } = Schema.Types;

export const erasures = collection<Erasure>(
  'erasures',
  {
    creditorId: String, state: String, reason: String, beforeRetentionEnds: Boolean, askedBy: Mixed, askedAt: Date,
    confirmedBy: Mixed, confirmedAt: Date, doneAt: Date, keys: [String],
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, keys: 1 }]] },
);

/** An erasure of another creditor's customer is one that nobody asked for. */
export const findErasure = ({ db, session }: Reader, creditorId: string, customerId: string): Promise<Erasure | null> =>
  erasures(db)
    .findOne({ _id: customerId, creditorId }, null, { session: session ?? null })
    .lean<Erasure>();

export async function loadErasure(from: Reader, creditorId: string, customerId: string): Promise<Erasure> {
  const erasure = await findErasure(from, creditorId, customerId);
  if (erasure) return erasure;
  const known = await customers(from.db).exists({ _id: customerId, creditorId });
  throw known
    ? new Refused('not-found', 'erasure-not-found', 'Nobody asked to erase that customer.')
    : customerNotFound();
}

export const saveErasure = (tx: Tx, erasure: Erasure): Promise<unknown> => replaceRows(tx, erasures, [erasure]);

/** Which of these names, by their keys, were those of somebody who was erased. Most creditors have erased nobody. */
export async function erasedAmong(
  { db, session }: Tx,
  creditorId: string,
  keys: () => readonly string[],
): Promise<ReadonlySet<string>> {
  if (
    !(await erasures(db)
      .exists({ creditorId, keys: { $gt: '' } })
      .session(session))
  )
    return new Set();
  const rows = await erasures(db)
    .find({ creditorId, keys: { $in: [...keys()] } }, { keys: 1 }, { session })
    .lean<Pick<Erasure, 'keys'>[]>();
  return new Set(rows.flatMap((row) => row.keys));
}

const wordsOfDebt = [
  'transactionId', 'placed.transactionId', 'placed.transactionIp', 'placed.clientFields', 'placed.comments',
  'dispute.reason', 'answeredDispute.reason', 'retraction.reason', 'closing.reason',
] as const; // prettier-ignore
const wordsOfPayment = ['note', 'methodInfo', 'transactionReference', 'failureReason'] as const;
const wordsOfPlan = ['terms.consent.ip', 'revocation.reason', 'recordedBy.description'] as const;

const without = (fields: readonly string[]) => ({ $unset: Object.fromEntries(fields.map((field) => [field, 1])) });

/** The customer is gone, and their debts say what was owed and paid, and of nobody. */
export async function removeCustomer(tx: Tx, creditorId: string, customerId: string): Promise<void> {
  const { db, session } = tx;
  const { deletedCount } = await customers(db).deleteOne({ _id: customerId, creditorId }, { session });
  if (deletedCount === 1) await countPlaced(tx, creditorId, -1);
  const gone = { ...without(wordsOfDebt), $set: { isErased: true } };
  await debts(db).updateMany({ creditorId, customerId }, gone, { session });
}

/** What hangs on the customer: what was said beside money, who spoke for them, and how everything stood before. */
export async function removeWords({ db, session }: Tx, creditorId: string, customerId: string): Promise<void> {
  const own = await debts(db).find({ creditorId, customerId }, { _id: 1 }, { session }).lean<{ _id: string }[]>();
  const debtIds = own.map(({ _id }) => _id);
  const ofDebts = { creditorId, debtId: { $in: debtIds } };
  await payments(db).updateMany(ofDebts, without(wordsOfPayment), { session });
  await paymentPlans(db).updateMany(ofDebts, without(wordsOfPlan), { session });
  await representations(db).deleteMany(ofDebts, { session });
  const entityIds = { $in: [customerId, ...debtIds] };
  const type = { $ne: 'recover.customer-erased.v1' };
  await changes(db).deleteMany({ creditorId, entityIds, type }, { session });
}
