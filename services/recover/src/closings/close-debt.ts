import { Router } from 'express';
import { z } from 'zod';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent, read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { changeDebt } from '../debts/change-debt.ts';
import { close, closedStatuses } from './closing.ts';

const Body = z.strictObject({
  debtId: z.string(),
  status: z.enum(closedStatuses),
  reason: z.string().trim().min(1).max(500).exactOptional(),
});

/** The agency found that a debt cannot be collected: bankruptcy, death, fraud, or for another reason. It ends for good. */
export const closeDebtRoute = (deps: Deps) =>
  Router().post('/agency/v1/closings', idempotent(deps), async (req, res) => {
    const body = read(Body, req.body);
    const answer = await changeDebt(deps, req, body, {
      fact: DebtUpdatedV1,
      read: () => body,
      decide: close,
      reason: ({ reason }) => reason,
      answer: ({ _id: debtId, customerId, closing }) => ({
        debtId,
        customerId,
        status: closing?.status,
        ...(closing?.reason !== undefined && { reason: closing.reason }),
        closedAt: closing?.at.toISOString(),
      }),
    });
    res.json(answer);
  });
