import { z } from 'zod';
import type { PlanRevocationReason, RecordedBy } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { Refused } from '@fairdue/refused';
import { totalCents } from '../debts/balance.ts';
import type { Debt } from '../debts/debt.ts';
import type { PaymentMethod } from '../payments/payment-method.ts';
import type { PlanTerms } from './payment-plan.schema.ts';

/** With what it was paid: of the payment that covered the last cent. */
type PaidWith = { method: PaymentMethod; isIvrPayment?: true; isEnteredByAgent?: true };

export type Installment = {
  dueAt: Date;
  amountCents: number;
  paidCents: number;
  /** When the last cent of it was paid. */
  paid?: PaidWith & { at: Date };
  /** Since when it is late: set once, when its days of grace are over. */
  lateSince?: Date;
};

/** Days after the due date that still count as on time, and days after those at which the plan breaks. */
export type Patience = { graceDays: number; breakAfterLateDays: number };

/** A plan is over when it is revoked or fully paid. Until then it is the one active plan of its debt. */
export type PaymentPlan = {
  _id: string;
  creditorId: string;
  customerId: string;
  debtId: string;
  /** As agreed, never changed. */
  terms: PlanTerms;
  amountToPayCents: number;
  installments: Installment[];
  patience: Patience;
  /** The debt as it was at consent. */
  debtVersion: number;
  isFullyPaid: boolean;
  revocation?: { at: Date; reason: string; revocationReason: PlanRevocationReason };
  inactivatedAt?: Date;
  recordedBy: RecordedBy;
  timeCreated: Date;
  lastModified: Date;
  version: number;
};

const dayMs = 86_400_000;

/** What the customer still has to pay, when that is done to the cent; less the discount it ends the debt. */
export function newPlan(
  terms: PlanTerms,
  debt: Debt,
  { patience, recordedBy, now }: { patience: Patience; recordedBy: RecordedBy; now: Date },
): PaymentPlan {
  const amountToPayCents = totalCents(debt.balance) - terms.discountCents;
  const agreedCents = terms.installments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (agreedCents !== amountToPayCents)
    throw new Refused('rule', 'plan-sum-wrong', 'The installments do not add up to the balance less the discount.', [
      { path: 'installments', problem: `must add up to ${amountToPayCents}` },
    ]);
  return {
    _id: newId('paymentPlan', now.getTime()),
    creditorId: debt.creditorId,
    customerId: debt.customerId,
    debtId: debt._id,
    terms,
    amountToPayCents,
    installments: terms.installments.map(({ dueDate, amountCents }) => ({
      dueAt: new Date(dueDate),
      amountCents,
      paidCents: 0,
    })),
    patience,
    debtVersion: debt.version,
    isFullyPaid: false,
    recordedBy,
    timeCreated: now,
    lastModified: now,
    version: 1,
  };
}

const changed = (plan: PaymentPlan, now: Date): PaymentPlan => ({
  ...plan,
  lastModified: now,
  version: plan.version + 1,
});

export const isActive = ({ isFullyPaid, revocation }: PaymentPlan): boolean => !isFullyPaid && !revocation;

export const isPaid = ({ amountCents, paidCents }: Installment): boolean => paidCents === amountCents;

/** Money that came in: it covers the earliest open installments. What is beyond them stays with the debt. */
export function cover(plan: PaymentPlan, cents: number, paid: PaidWith & { at: Date }, now: Date): PaymentPlan {
  let restCents = cents;
  const installments = plan.installments.map((installment) => {
    const coveredCents = Math.min(restCents, installment.amountCents - installment.paidCents);
    if (coveredCents === 0) return installment;
    restCents -= coveredCents;
    const after = { ...installment, paidCents: installment.paidCents + coveredCents };
    return isPaid(after) ? { ...after, paid } : after;
  });
  if (!installments.every(isPaid)) return { ...changed(plan, now), installments };
  return { ...changed(plan, now), installments, isFullyPaid: true, inactivatedAt: lastPaidAt(installments, paid.at) };
}

const lastPaidAt = (installments: readonly Installment[], paidAt: Date): Date =>
  new Date(Math.max(paidAt.getTime(), ...installments.map(({ paid }) => paid?.at.getTime() ?? 0)));

/** Money that went back: the latest covered installments are open again. */
export function uncover(plan: PaymentPlan, cents: number, now: Date): PaymentPlan {
  let restCents = cents;
  const installments = plan.installments
    .toReversed()
    .map(({ paid, lateSince, ...installment }): Installment => {
      const openedCents = Math.min(restCents, installment.paidCents);
      restCents -= openedCents;
      if (openedCents === 0) return { ...installment, ...(paid && { paid }), ...(lateSince && { lateSince }) };
      return { ...installment, paidCents: installment.paidCents - openedCents };
    })
    .toReversed();
  return { ...changed(plan, now), installments };
}

/** Nothing is owed any more, however that came about: so is nothing of the plan. */
export const complete = (plan: PaymentPlan, paid: PaidWith & { at: Date }, now: Date): PaymentPlan =>
  cover(plan, plan.amountToPayCents, paid, now);

export function revoke(
  plan: PaymentPlan,
  { reason, revocationReason }: { reason: string; revocationReason: PlanRevocationReason },
  now: Date,
): PaymentPlan {
  if (plan.isFullyPaid) throw new Refused('conflict', 'plan-ended', 'The plan is fully paid.');
  if (plan.revocation) throw new Refused('conflict', 'plan-ended', 'The plan is revoked already.');
  return { ...changed(plan, now), revocation: { at: now, reason, revocationReason }, inactivatedAt: now };
}

export const InstallmentStatus = z.enum(['UNPAID', 'UNPAID_OVER_DUE', 'UNPAID_LATE', 'PAID_ON_TIME', 'PAID_LATE']);
export type InstallmentStatus = z.infer<typeof InstallmentStatus>;

const graceEnd = (dueAt: Date, { graceDays }: Patience): number => dueAt.getTime() + graceDays * dayMs;

/** Inside the days of grace it is on time. */
export function statusOf({ dueAt, paid }: Installment, patience: Patience, now: Date): InstallmentStatus {
  const at = (paid?.at ?? now).getTime();
  const isLate = at > graceEnd(dueAt, patience);
  if (paid) return isLate ? 'PAID_LATE' : 'PAID_ON_TIME';
  if (isLate) return 'UNPAID_LATE';
  return at > dueAt.getTime() ? 'UNPAID_OVER_DUE' : 'UNPAID';
}

/** The first instant at which an installment counts as late. */
const lateFrom = (dueAt: Date, patience: Patience): Date => new Date(graceEnd(dueAt, patience) + 1);

const brokenFrom = (lateSince: Date, { breakAfterLateDays }: Patience): number =>
  lateSince.getTime() + breakAfterLateDays * dayMs;

export type Overdue = {
  plan: PaymentPlan;
  /** Places of installments that became late since the last look. */
  late: number[];
  isBroken: boolean;
};

/** What passing time has done to an active plan. */
export function overdue(plan: PaymentPlan, now: Date): Overdue {
  const late: number[] = [];
  const installments = plan.installments.map((installment, i) => {
    const lateSince = lateFrom(installment.dueAt, plan.patience);
    if (isPaid(installment) || installment.lateSince || lateSince > now) return installment;
    late.push(i);
    return { ...installment, lateSince };
  });
  const isBroken = installments.some(
    (installment) =>
      !isPaid(installment) &&
      installment.lateSince !== undefined &&
      brokenFrom(installment.lateSince, plan.patience) <= now.getTime(),
  );
  return { plan: late.length > 0 ? { ...changed(plan, now), installments } : plan, late, isBroken };
}

/** When passing time will next do something to it, while nothing is paid. */
export function nextLookAt({ installments, patience }: PaymentPlan): Date | null {
  const instants = installments
    .filter((installment) => !isPaid(installment))
    .map(({ dueAt, lateSince }) => (lateSince ? brokenFrom(lateSince, patience) : lateFrom(dueAt, patience).getTime()));
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
