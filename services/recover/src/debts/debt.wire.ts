import { CreditorSettings, DebtStatus, Id } from '@fairdue/contracts';
import { z } from 'zod';
import { Amount, CalendarDate, calendarDateOf, ObjectMeta, usd } from '../wire/scalars.ts';
import { totalCents, type Buckets } from './balance.ts';
import { last4 } from './debt-facts.ts';
import type { DebtTerms } from './debt-terms.ts';
import { DebtRequest } from './debt.schema.ts';
import { isTerminal, toCollectAtPlacement, type Debt } from './debt.ts';
import { ProhibitedAction, prohibitedActions } from './prohibited-actions.ts';

/** All four buckets, so that nobody has to guess a zero. */
export const BalanceSnapshot = z
  .strictObject({ principal: Amount, interest: Amount, fees: Amount, costs: Amount })
  .meta({ id: 'BalanceSnapshot' });

export const snapshot = (buckets: Buckets): z.infer<typeof BalanceSnapshot> => ({
  principal: usd(buckets.principalCents),
  interest: usd(buckets.interestCents),
  fees: usd(buckets.feesCents),
  costs: usd(buckets.costsCents),
});

const percent = z.number().min(0).max(100);

/** What the creditor would settle for, and how it may be paid (section 1.10). */
const settlement = {
  maxDiscountPercent: percent,
  effectiveMaxDiscountPercent: z.strictObject({
    overrideType: z.enum(['NO_OVERRIDE', 'CREDITOR']),
    maxDiscountPercent: percent,
    maxSettlementPercent: percent,
  }),
  minSettlementPercent: percent,
  availablePaymentMethods: CreditorSettings.shape.availablePaymentMethods.unwrap(),
};

/** A debt as this family shows it: what was placed, and what has become of it. */
export const DebtBody = z
  .strictObject({
    meta: ObjectMeta,
    status: DebtStatus,
    ...DebtRequest.shape,
    initialCost: Amount,
    initialTotal: Amount,
    balance: Amount,
    balanceDetails: BalanceSnapshot.extend({ overcharges: Amount, isSettledInFull: z.boolean() }).meta({
      id: 'BalanceDetails',
    }),
    balanceDetailsAtPlacement: BalanceSnapshot,
    accruedInterest: Amount,
    unsettledPaymentsAmount: Amount.exactOptional(),
    paymentPlanId: Id.exactOptional(),
    transactionIdLast4: z.string().exactOptional(),
    defaultDate: CalendarDate.exactOptional(),
    creditorId: Id,
    personId: Id,
    type: CreditorSettings.shape.debtType,
    chargeOffStatus: z.enum(['NONE', 'POST_CHARGE_OFF']),
    placementType: z.literal('ORIGINAL'),
    ...settlement,
    prohibitedActions: z.array(ProhibitedAction),
  })
  .meta({ id: 'Debt' });
export type DebtBody = z.infer<typeof DebtBody>;

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

const settlementBody = ({
  maxDiscountPercent,
  availablePaymentMethods = everyMethod,
}: DebtTerms): z.infer<z.ZodObject<typeof settlement>> => {
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

/** `states`: of the owner's active addresses. */
export const debtBody = (debt: Debt, terms: DebtTerms, states: readonly string[]): DebtBody => ({
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
