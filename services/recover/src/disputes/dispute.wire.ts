import { DebtStatus, Id, Instant } from '@fairdue/contracts';
import { z } from 'zod';
import type { Debt } from '../debts/debt.ts';

export const DisputeAnswer = z.enum(['upheld', 'rejected', 'verified']);

export const DisputeBody = z
  .strictObject({
    debtId: Id,
    customerId: Id,
    status: DebtStatus,
    reason: z.string().exactOptional(),
    openedAt: Instant.exactOptional(),
    answer: DisputeAnswer.exactOptional(),
    answeredAt: Instant.exactOptional(),
  })
  .meta({ id: 'Dispute' });

/** The dispute of a debt, open or answered, as the agency sees it. */
export const disputeBody = ({
  _id: debtId,
  customerId,
  status,
  dispute,
  answeredDispute,
}: Debt): z.infer<typeof DisputeBody> => {
  const answered = dispute ? undefined : answeredDispute;
  const shown = dispute ?? answered;
  return {
    debtId,
    customerId,
    status,
    ...(shown && { reason: shown.reason, openedAt: shown.openedAt.toISOString() }),
    ...(answered && { answer: answered.answer, answeredAt: answered.answeredAt.toISOString() }),
  };
};
