import { Router } from 'express';
import { z } from 'zod';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent, read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { changeDebt } from '../debts/change-debt.ts';
import { answerDispute } from './dispute.ts';
import { DisputeAnswer, disputeBody } from './dispute.wire.ts';

export const AnswerRequest = z.strictObject({
  answer: DisputeAnswer,
  reason: z.string().trim().min(1).max(500).optional(),
});

/** What came of a dispute: the debt ends with it, or is collected on. Sent again, the same answer stands. */
export const answerDisputeRoute = (deps: Deps) =>
  Router().post<{ debtId: string }>('/agency/v1/disputes/:debtId/answer', idempotent(deps), async (req, res) => {
    const body = await changeDebt(deps, req, req.params, {
      fact: DebtUpdatedV1,
      read: () => read(AnswerRequest, req.body),
      decide: (debt, { answer }, now) => answerDispute(debt, answer, now),
      reason: ({ answer, reason = `dispute ${answer}` }) => reason,
      answer: disputeBody,
    });
    res.json(body);
  });
