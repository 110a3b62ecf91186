import { isTerminal, type Debt } from './debt.ts';

const paying = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'NEW_PART_PAYMENT'] as const;
const all = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'] as const;

type Action = (typeof all)[number];
type Reason = 'DEBT_TERMINAL' | 'CREDITOR_STATUS' | 'PENDING_PAYMENT';

type Standing = Pick<Debt, 'status'> & { isCreditorActive: boolean; hasUnsettledPayment: boolean };

/** What may not be done with a debt now, each action once with everything that stands against it. */
export function prohibitedActions({ status, isCreditorActive, hasUnsettledPayment }: Standing) {
  const against: readonly (readonly [applies: boolean, reason: Reason, actions: readonly Action[]])[] = [
    [isTerminal(status), 'DEBT_TERMINAL', all],
    [!isCreditorActive, 'CREDITOR_STATUS', all],
    [hasUnsettledPayment, 'PENDING_PAYMENT', paying],
  ];
  return all.flatMap((debtAction) => {
    const reasons = against.filter(([applies, , actions]) => applies && actions.includes(debtAction));
    return reasons.length > 0 ? [{ debtAction, prohibitedReasons: reasons.map(([, reason]) => reason) }] : [];
  });
}
