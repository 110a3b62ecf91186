import { Refused } from '@fairdue/refused';
import { ended, isTerminal, type ClosedStatus, type Debt } from '../debts/debt.ts';

export const closedStatuses = ['Bankruptcy', 'Deceased', 'Fraud', 'ClosedByAgency'] as const;

/** The agency closes a debt for good. The same closing again changes nothing. */
export function close(debt: Debt, { status, reason }: { status: ClosedStatus; reason?: string }, now: Date): Debt {
  if (debt.status === status) return debt;
  if (isTerminal(debt.status))
    throw new Refused('rule', 'debt-terminal', `A debt that is ${debt.status} cannot be closed.`);
  const after = ended(debt, status, now);
  return {
    ...after,
    closing: { status, ...(reason !== undefined && { reason }), at: now, version: after.version },
  };
}
