import { calendarDateOf, usd } from '../wire/scalars.ts';
import { totalCents, type Buckets } from './balance.ts';
import { last4 } from './debt-facts.ts';
import type { DebtTerms } from './debt-terms.ts';
import { isTerminal, toCollectAtPlacement, type Debt } from './debt.ts';
import { prohibitedActions } from './prohibited-actions.ts';

/** A BalanceSnapshot: all four buckets, so that nobody has to guess a zero. */
export const snapshot = (buckets: Buckets) => ({
  principal: usd(buckets.principalCents),
  interest: usd(buckets.interestCents),
  fees: usd(buckets.feesCents),
  costs: usd(buckets.costsCents),
});

const balanceBody = ({ balance, toCollect, status, placed, unsettledCents, paymentPlanId }: Debt) => ({
  initialCost: usd(0),
  initialTotal: usd(totalCents(toCollect)),
  balance: usd(totalCents(balance)),
  balanceDetails: {
    ...snapshot(balance),
    overcharges: usd(balance.overchargesCents),
    isSettledInFull: status === 'SettledInFull',
  },
  balanceDetailsAtPlacement: snapshot(toCollectAtPlacement(placed)),
  accruedInterest: usd(balance.interestCents),
  ...(unsettledCents && { unsettledPaymentsAmount: usd(unsettledCents) }),
  ...(paymentPlanId !== undefined && { paymentPlanId }),
});

/** The day in Greenwich of a default that is on record. */
export const defaultDateOf = ({ placed: { defaultTimestamp } }: Debt) =>
  defaultTimestamp === undefined ? {} : { defaultDate: calendarDateOf(new Date(defaultTimestamp)) };

const everyMethod = { creditCard: true, debitCard: true, check: true };

/** What the creditor would settle for, and how it may be paid (section 1.10). */
const settlementBody = ({ maxDiscountPercent, availablePaymentMethods = everyMethod }: DebtTerms) => {
  const discountPercent = maxDiscountPercent ?? 0;
  return {
    maxDiscountPercent: discountPercent,
    effectiveMaxDiscountPercent: {
      overrideType: maxDiscountPercent === undefined ? 'NO_OVERRIDE' : 'CREDITOR',
      maxDiscountPercent: discountPercent,
      maxSettlementPercent: 100 - discountPercent,
    },
    minSettlementPercent: 100 - discountPercent,
    availablePaymentMethods,
  };
};

/** A debt as this family shows it: what was placed, and what has become of it. `states`: of the owner's active addresses. */
export const debtBody = (debt: Debt, terms: DebtTerms, states: readonly string[]) => ({
  meta: {
    id: debt._id,
    isActive: !isTerminal(debt.status),
    timeCreated: debt.timeCreated.getTime(),
    lastModified: debt.lastModified.getTime(),
  },
  status: debt.status,
  ...debt.placed,
  ...balanceBody(debt),
  ...(debt.transactionId !== undefined && { transactionIdLast4: last4(debt.transactionId) }),
  ...defaultDateOf(debt),
  creditorId: debt.creditorId,
  personId: debt.customerId,
  type: terms.debtType,
  chargeOffStatus: debt.placed.postChargeOffInformation ? 'POST_CHARGE_OFF' : 'NONE',
  placementType: 'ORIGINAL',
  ...settlementBody(terms),
  prohibitedActions: prohibitedActions(debt, { terms, states }),
});
export type DebtBody = ReturnType<typeof debtBody>;
