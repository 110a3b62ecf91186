import { Router } from 'express';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readWire } from '../wire/read-wire.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { PostChargeOffRequest } from './correction.schema.ts';
import { correct } from './correction.ts';

/** R18: replaces what became of a debt since it was charged off, and with it says that it was. */
export const replacePostChargeOffRoute = (deps: Deps) =>
  Router().put<DebtPath>(
    '/customers/:customerId/debts/:debtId/postChargeOffInformation',
    idempotent(deps),
    async (req, res) => {
      const answer = await changeDebt(deps, req, req.params, {
        fact: DebtUpdatedV1,
        read: () => readWire(PostChargeOffRequest, req.body),
        decide: correct,
        answer: ({ placed: { postChargeOffInformation } }) => ({ postChargeOffInformation }),
      });
      res.json(answer);
    },
  );
