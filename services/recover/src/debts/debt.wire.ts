import type { CreditorSettings } from '@fairdue/contracts';
import { calendarDateOf, usd } from '../wire/scalars.ts';
import { totalCents, type Buckets } from './balance.ts';
import { last4 } from './debt-facts.ts';
import { isTerminal, type Debt } from './debt.ts';

const actions = ['NEW_PAYMENT', 'NEW_PAYMENT_PLAN', 'MAKE_COMMUNICATION', 'NEW_PART_PAYMENT'];

const snapshot = (buckets: Buckets) => ({
  principal: usd(buckets.principalCents),
  interest: usd(buckets.interestCents),
  fees: usd(buckets.feesCents),
  costs: usd(buckets.costsCents),
});

const balanceBody = ({ balance, toCollect, status }: Debt) => ({
  initialCost: usd(0),
  initialTotal: usd(totalCents(toCollect)),
  balance: usd(totalCents(balance)),
  balanceDetails: {
    ...snapshot(balance),
    overcharges: usd(balance.overchargesCents),
    isSettledInFull: status === 'SettledInFull',
  },
  balanceDetailsAtPlacement: snapshot(toCollect),
  accruedInterest: usd(balance.interestCents),
});

/** A debt as this family shows it: what was placed, and what has become of it. */
export const debtBody = (debt: Debt, { debtType }: Pick<CreditorSettings, 'debtType'>) => ({
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
  ...(debt.placed.defaultTimestamp !== undefined && {
    defaultDate: calendarDateOf(new Date(debt.placed.defaultTimestamp)),
  }),
  creditorId: debt.creditorId,
  personId: debt.customerId,
  type: debtType,
  chargeOffStatus: debt.placed.postChargeOffInformation ? 'POST_CHARGE_OFF' : 'NONE',
  placementType: 'ORIGINAL',
  prohibitedActions: isTerminal(debt.status)
    ? actions.map((debtAction) => ({ debtAction, prohibitedReasons: ['DEBT_TERMINAL'] }))
    : [],
});
export type DebtBody = ReturnType<typeof debtBody>;
