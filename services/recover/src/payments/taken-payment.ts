import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { changed, isTerminal, type Debt } from '../debts/debt.ts';
import type { TakenPaymentRequest } from './taken-payment.schema.ts';
import type { Payment } from './payment.ts';

const defaultNote = 'Taken by the agency';

/** One at a time: what a debt still owes is not known before the money under way is there, or is not. */
function requirePayable(debt: Debt): void {
  if (isTerminal(debt.status))
    throw new Refused('rule', 'debt-terminal', `A debt that is ${debt.status} takes no payment of the agency.`);
  if (debt.unsettledCents) throw new Refused('rule', 'payment-pending', 'A payment of this debt is not settled yet.');
}

type Taken = { debt: Debt; payment: Payment };

/** Money the agency was promised by card, account or cheque. Not in the balance before it is there. */
export function takePayment(request: TakenPaymentRequest, before: Debt, now: Date): Taken {
  requirePayable(before);
  const { _id: debtId, customerId, creditorId } = before;
  const paymentsTaken = (before.paymentsTaken ?? 0) + 1;
  return {
    debt: { ...changed(before, now), unsettledCents: request.amountCents, paymentsTaken },
    payment: {
      _id: newId('payment', now.getTime()),
      creditorId,
      customerId,
      debtId,
      number: -paymentsTaken,
      amountCents: request.amountCents,
      payee: 'TRUEACCORD',
      transactionType: 'PAYMENT',
      ...(request.transactionReference !== undefined && { transactionReference: request.transactionReference }),
      note: request.note ?? defaultNote,
      paidAt: request.paidAt === undefined ? now : new Date(request.paidAt),
      method: request.paymentMethod,
      ...(request.paymentMethodInfo && { methodInfo: request.paymentMethodInfo }),
      ...(request.isIvrPayment && { isIvrPayment: true }),
      ...(request.isEnteredByAgent && { isEnteredByAgent: true }),
      isUnsettled: true,
      timeCreated: now,
    },
  };
}

function requireUnsettled({ isUnsettled }: Payment): void {
  if (!isUnsettled) throw new Refused('conflict', 'payment-final', 'The payment is settled or failed already.');
}

const withoutUnsettled = ({ unsettledCents: _unsettled, ...debt }: Debt): Debt => debt;

/** The money is there: it is posted next, in the order in which money came. */
export function settlePayment(taken: Payment, debt: Debt): Taken {
  requireUnsettled(taken);
  const { isUnsettled: _was, ...payment } = taken;
  return { debt: withoutUnsettled(debt), payment: { ...payment, number: debt.entriesPosted + 1 } };
}

/** The money will never come. The payment stays listed as one that failed. */
export function failPayment(taken: Payment, debt: Debt, failureReason: string, now: Date): Taken {
  requireUnsettled(taken);
  const { isUnsettled: _was, ...payment } = taken;
  return {
    debt: changed(withoutUnsettled(debt), now),
    payment: { ...payment, isFailed: true, failureReason },
  };
}
