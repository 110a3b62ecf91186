import type { Debt } from '../debts/debt.ts';

/** The dispute of a debt, open or answered, as the agency sees it. */
export const disputeBody = ({ _id: debtId, customerId, status, dispute, answeredDispute }: Debt) => {
  const answered = dispute ? undefined : answeredDispute;
  const shown = dispute ?? answered;
  return {
    debtId,
    customerId,
    status,
    reason: shown?.reason,
    openedAt: shown?.openedAt.toISOString(),
    ...(answered && { answer: answered.answer, answeredAt: answered.answeredAt.toISOString() }),
  };
};
