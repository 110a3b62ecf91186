import { DebtSettledV1, PaymentRecordedV1, type RecordedBy } from '@fairdue/contracts';
import { enqueue } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { settingsOf } from '../creditors/creditor.store.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { saveDebt } from '../debts/debt.store.ts';
import { post, type Debt } from '../debts/debt.ts';
import { liftEndedHolds } from '../holds/lift-ended-holds.ts';
import { loadPlan } from '../plans/payment-plan.store.ts';
import { payPlan } from '../plans/plan-of-debt.ts';
import { storePlan } from '../plans/store-plan.ts';
import { savePayment } from './payment.store.ts';
import { ledgerEntry, type Payment } from './payment.ts';

const planOf = ({ creditorId, paymentPlanId }: Debt, tx: Tx) =>
  paymentPlanId === undefined ? null : loadPlan(tx, [creditorId], paymentPlanId);

/** A payment keeps the order in which it was spread, whatever its creditor prefers later: no balance changes by itself. */
async function inCreditorsOrder({ db }: Tx, payment: Payment): Promise<Payment> {
  const { paymentAllocationOrder: allocationOrder } = await settingsOf(db, payment.creditorId);
  return { ...payment, ...(allocationOrder && { allocationOrder }) };
}

/** Remembers when money last came in; what goes back, or is no payment, is none. */
const paidIn = (debt: Debt, { amountCents, transactionType, paidAt }: Payment): Debt =>
  amountCents > 0 && transactionType === 'PAYMENT' && !(debt.lastPaidAt && debt.lastPaidAt >= paidAt)
    ? { ...debt, lastPaidAt: paidAt }
    : debt;

/** Posts money to its debt, and to the plan the debt is on, with the facts of it. `earlier` is the ledger so far. */
export async function bookPayment(
  tx: Tx,
  before: Debt,
  earlier: readonly Payment[],
  received: Payment,
  recordedBy: RecordedBy,
  at: Date,
): Promise<Debt> {
  const [payment, plan] = await Promise.all([inCreditorsOrder(tx, received), planOf(before, tx)]);
  const paid = plan ? payPlan(before, plan, payment, at) : null;
  const after = paidIn(post(paid?.debt ?? before, [...earlier, payment].map(ledgerEntry), at), payment);

  await savePayment(tx, payment);
  await saveDebt(tx, after);
  await liftEndedHolds(tx, before, after, recordedBy);
  const facts = debtFacts(after, recordedBy);
  await enqueue(tx, PaymentRecordedV1, at, {
    ...facts,
    paymentId: payment._id,
    amountCents: payment.amountCents,
    transactionType: payment.transactionType,
    paidAt: payment.paidAt.toISOString(),
  });
  if (after.status === 'SettledInFull' && before.status !== 'SettledInFull')
    await enqueue(tx, DebtSettledV1, at, facts);
  if (paid) await storePlan(tx, paid.plan, recordedBy);
  return after;
}
