import { Router } from 'express';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readWire } from '../wire/read-wire.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { OutOfStatuteRequest } from './correction.schema.ts';
import { correctOutOfStatute } from './correction.ts';

/** R17: replaces what is known of the statute of limitations. An empty body clears it. */
export const replaceOutOfStatuteRoute = (deps: Deps) =>
  Router().put<DebtPath>(
    '/customers/:customerId/debts/:debtId/outOfStatuteInformation',
    idempotent(deps),
    async (req, res) => {
      const answer = await changeDebt(deps, req, req.params, {
        fact: DebtUpdatedV1,
        read: () => readWire(OutOfStatuteRequest, req.body),
        decide: correctOutOfStatute,
        answer: ({ placed: { explicitOutOfStatuteDate, explicitOutOfStatuteFlag } }) => ({
          ...(explicitOutOfStatuteDate && { explicitOutOfStatuteDate }),
          ...(explicitOutOfStatuteFlag !== undefined && { explicitOutOfStatuteFlag }),
        }),
      });
      res.json(answer);
    },
  );
