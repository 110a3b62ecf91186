import { Router } from 'express';
import { DebtPausedV1 } from '@fairdue/contracts';
import { caller, idempotent, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { settingsOf } from '../creditors/creditor.store.ts';
import { readQuery } from '../wire/query.ts';
import { readWire } from '../wire/read-wire.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { pause, withRemark } from './pause.ts';
import { PauseQuery, PauseRequest } from './pause.schema.ts';

/** R20: no contact about this debt, for so many days or until somebody says otherwise. Payments are still taken. */
export const pauseCollectionsRoute = (deps: Deps) =>
  Router().post<DebtPath>(
    '/customers/:customerId/debts/:debtId/pauseCollections',
    idempotent(deps),
    async (req, res) => {
      const { defaultPauseDays = {} } = await settingsOf(deps.db, theCreditor(caller(req)));
      const answer = await changeDebt(deps, req, req.params, {
        fact: DebtPausedV1,
        read: () => ({
          changesStatus: readQuery(PauseQuery, req.query).changeDebtStatus,
          ...readWire(PauseRequest, req.body),
        }),
        decide: (debt, { reason, changesStatus, pauseLengthInDays: days, notes }, now) =>
          withRemark(pause(debt, { reason, days, changesStatus }, defaultPauseDays, now), notes),
        reason: ({ notes }) => notes,
        answer: () => 'ok',
      });
      res.json(answer);
    },
  );
