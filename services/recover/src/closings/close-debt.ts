import assert from 'node:assert';
import { Router } from 'express';
import { z } from 'zod';
import { DebtUpdatedV1, Id, Instant } from '@fairdue/contracts';
import { idempotent, read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { changeDebt } from '../debts/change-debt.ts';
import type { Debt } from '../debts/debt.ts';
import { close, closedStatuses } from './closing.ts';

export const ClosingRequest = z.strictObject({
  debtId: z.string(),
  status: z.enum(closedStatuses),
  reason: z.string().trim().min(1).max(500).exactOptional(),
});

export const ClosingBody = z
  .strictObject({
    debtId: Id,
    customerId: Id,
    status: z.enum(closedStatuses),
    reason: z.string().exactOptional(),
    closedAt: Instant,
  })
  .meta({ id: 'Closing' });

function closingBody({ _id: debtId, customerId, closing }: Debt): z.infer<typeof ClosingBody> {
  assert(closing, 'a debt that was closed has a closing');
  const { status, reason, at } = closing;
  return { debtId, customerId, status, ...(reason !== undefined && { reason }), closedAt: at.toISOString() };
}

/** The agency found that a debt cannot be collected: bankruptcy, death, fraud, or for another reason. It ends for good. */
export const closeDebtRoute = (deps: Deps) =>
  Router().post('/agency/v1/closings', idempotent(deps), async (req, res) => {
    const body = read(ClosingRequest, req.body);
    const answer = await changeDebt(deps, req, body, {
      fact: DebtUpdatedV1,
      read: () => body,
      decide: close,
      reason: ({ reason }) => reason,
      answer: closingBody,
    });
    res.json(answer);
  });
