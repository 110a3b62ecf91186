import type { DebtStatus } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { requestInvalid } from '../wire/read-wire.ts';
import { balanceOf, type Buckets } from './balance.ts';
import { changed, ended, isTerminal, type Debt } from './debt.ts';

export type RetractionTerms = {
  keepIfOnPaymentPlan: boolean;
  keepIfHasDispute: boolean;
  skipTerminalValidation: boolean;
  reason?: string;
};

/** A customer keeps to what was agreed: whoever pays by plan cannot be handed back by a request. */
function requireNoPlan({ _id: debtId, paymentPlanId }: Debt, keepIfOnPaymentPlan: boolean): void {
  if (paymentPlanId === undefined) return;
  if (keepIfOnPaymentPlan)
    throw new Refused('rule', 'debt-on-plan', 'The debt is on a payment plan and cannot be retracted.', [
      { path: 'debtId', problem: debtId },
      { path: 'paymentPlanId', problem: paymentPlanId },
    ]);
  throw new Refused(
    'rule',
    'debt-on-plan',
    'Debts on a payment plan can only be retracted by support. Please contact us.',
  );
}

/** The creditor takes a debt back (R12): the first thing in its way is the one that is named. */
export function retract(debt: Debt, terms: RetractionTerms, now: Date): Debt {
  if (isTerminal(debt.status) && !terms.skipTerminalValidation)
    throw new Refused('rule', 'debt-terminal', 'The debt is in a terminal status and cannot be retracted.', [
      { path: 'status', problem: debt.status },
    ]);
  if (debt.status === 'RetractedByCreditor') return debt;
  requireNoPlan(debt, terms.keepIfOnPaymentPlan);
  if (debt.dispute && terms.keepIfHasDispute)
    throw new Refused('rule', 'debt-disputed', 'The debt is disputed and cannot be retracted.', [
      { path: 'debtId', problem: debt._id },
    ]);
  const after = ended(debt, 'RetractedByCreditor', now);
  const { reason } = terms;
  return { ...after, retraction: { ...(reason !== undefined && { reason }), at: now, version: after.version } };
}

const reopenable: ReadonlySet<DebtStatus> = new Set(['RetractedByCreditor', 'PaidInFull', 'SettledInFull'] as const);

/** A closed debt is collected again, from the balance the creditor names (R13). What was paid before counts no more. */
export function reopen(debt: Debt, toCollect: Buckets, now: Date): Debt {
  if (debt.paymentPlanId !== undefined) throw requestInvalid('The debt is on an in-progress payment plan.');
  if (!reopenable.has(debt.status))
    throw new Refused('conflict', 'debt-not-reopenable', 'The debt cannot be reopened in its current status.', [
      { path: 'status', problem: debt.status },
    ]);
  const { retraction: _undone, ...rest } = changed(debt, now);
  return {
    ...rest,
    status: 'New',
    toCollect,
    balance: balanceOf(toCollect, []),
    entriesBeforeReopening: debt.entriesPosted,
  };
}
