import { Router } from 'express';
import { z } from 'zod';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent, read } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { changeDebt } from '../debts/change-debt.ts';
import { openDispute } from './dispute.ts';
import { disputeBody } from './dispute.wire.ts';

export const DisputeRequest = z.strictObject({ debtId: z.string(), reason: z.string().trim().min(1).max(500) });

/** A customer says they do not owe a debt: collection of it stops. Sent again, the dispute already open answers. */
export const openDisputeRoute = (deps: Deps) =>
  Router().post('/agency/v1/disputes', idempotent(deps), async (req, res) => {
    const body = read(DisputeRequest, req.body);
    const answer = await changeDebt(deps, req, body, {
      fact: DebtUpdatedV1,
      read: () => body.reason,
      decide: openDispute,
      reason: (reason) => reason,
      answer: disputeBody,
    });
    res.json(answer);
  });
