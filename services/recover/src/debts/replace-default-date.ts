import { Router } from 'express';
import { DebtUpdatedV1 } from '@fairdue/contracts';
import { idempotent } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { readWire } from '../wire/read-wire.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { DefaultDateRequest } from './correction.schema.ts';
import { correctDefaultDate } from './correction.ts';
import { defaultDateOf } from './debt.wire.ts';

/** R19: replaces the day on which the customer defaulted. */
export const replaceDefaultDateRoute = (deps: Deps) =>
  Router().put<DebtPath>('/customers/:customerId/debts/:debtId/defaultDate', idempotent(deps), async (req, res) => {
    const answer = await changeDebt(deps, req, req.params, {
      fact: DebtUpdatedV1,
      read: () => readWire(DefaultDateRequest, req.body),
      decide: (debt, { defaultDate }, now) => correctDefaultDate(debt, defaultDate, now),
      answer: defaultDateOf,
    });
    res.json(answer);
  });
