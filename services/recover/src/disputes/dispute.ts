import { Refused } from '@fairdue/refused';
import { close } from '../closings/closing.ts';
import { changed, isTerminal, statusOpen, type Debt, type DisputeAnswer } from '../debts/debt.ts';

/**
 * The customer says they do not owe it: collection stops, and a plan agreed before is over. A pause goes on showing. A
 * dispute already open stays the one it is.
 */
export function openDispute(debt: Debt, reason: string, now: Date): Debt {
  if (isTerminal(debt.status))
    throw new Refused('rule', 'debt-terminal', `A debt that is ${debt.status} cannot be disputed.`);
  if (debt.dispute) return debt;
  const { paymentPlanId: _plan, ...rest } = changed(debt, now);
  const disputed = { ...rest, dispute: { reason, openedAt: now, version: rest.version } };
  return { ...disputed, status: statusOpen(disputed) };
}

/**
 * Upheld: there is nothing to collect. Rejected, or verified to the customer in writing: collection goes on. The same
 * answer again changes nothing.
 */
export function answerDispute(debt: Debt, answer: DisputeAnswer, now: Date): Debt {
  if (!debt.dispute) {
    if (debt.answeredDispute?.answer === answer) return debt;
    throw new Refused('conflict', 'dispute-not-open', 'That debt has no open dispute.');
  }
  const answeredDispute = { ...debt.dispute, answer, answeredAt: now };
  if (answer === 'upheld')
    return { ...close(debt, { status: 'ClosedByAgency', reason: 'dispute upheld' }, now), answeredDispute };
  const { dispute: _answered, ...rest } = changed(debt, now);
  const open = { ...rest, answeredDispute };
  return { ...open, status: statusOpen(open) };
}
