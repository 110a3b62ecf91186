import type { CreditorSettings } from '@fairdue/contracts';
import { calendarDateOf, usd } from '../wire/scalars.ts';
import { totalCents, type Buckets } from './balance.ts';
import { last4 } from './debt-facts.ts';
import { isTerminal, toCollectAtPlacement, type Debt } from './debt.ts';
import { prohibitedActions } from './prohibited-actions.ts';

/** What the creditor's side says about all of its debts. */
export type DebtTerms = Pick<CreditorSettings, 'debtType'> & { isCreditorActive: boolean };

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

/** A debt as this family shows it: what was placed, and what has become of it. */
export const debtBody = (debt: Debt, { debtType, isCreditorActive }: DebtTerms) => ({
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
  type: debtType,
  chargeOffStatus: debt.placed.postChargeOffInformation ? 'POST_CHARGE_OFF' : 'NONE',
  placementType: 'ORIGINAL',
  prohibitedActions: prohibitedActions({
    status: debt.status,
    isCreditorActive,
    hasUnsettledPayment: (debt.unsettledCents ?? 0) > 0,
  }),
});
export type DebtBody = ReturnType<typeof debtBody>;
