import { Router } from 'express';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readWire } from '../wire/read-wire.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { ClientFieldsRequest } from './correction.schema.ts';
import { correct } from './correction.ts';

/** R16: replaces the creditor's own fields of a debt. The answer is the bare list. */
export const replaceClientFieldsRoute = (deps: Deps) =>
  Router().put<DebtPath>('/customers/:customerId/debts/:debtId/clientFields', idempotent(deps), async (req, res) => {
    const answer = await changeDebt(deps, req, req.params, {
      fact: DebtUpdatedV1,
      read: () => readWire(ClientFieldsRequest, req.body),
      decide: correct,
      answer: ({ placed }) => placed.clientFields ?? [],
    });
    res.json(answer);
  });
