import { Router } from 'express';
import { DebtReopenedV1 } from '@fairdue/contracts';
import { caller, idempotent, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { statesOfCustomer } from '../customers/customer.store.ts';
import { readWire } from '../wire/read-wire.ts';
import { ReopenRequest } from './balance.schema.ts';
import { changeDebt, type DebtPath } from './change-debt.ts';
import { debtTermsOf } from './debt-terms.ts';
import { debtBody } from './debt.wire.ts';
import { reopen } from './retraction.ts';

/** R13: a retracted or paid debt is collected again, from the balance that the creditor names. */
export const reopenDebtRoute = (deps: Deps<RecoverConfig>) =>
  Router().post<DebtPath>('/customers/:customerId/debts/:debtId/reopen', idempotent(deps), async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const terms = await debtTermsOf(deps, creditorId);
    const states = await statesOfCustomer(deps, creditorId, req.params.customerId);
    const answer = await changeDebt(deps, req, req.params, {
      fact: DebtReopenedV1,
      read: () => readWire(ReopenRequest, req.body, 'Invalid balance.'),
      decide: (debt, { toCollect }, now) => reopen(debt, toCollect, now),
      reason: ({ notes }) => notes,
      answer: (debt) => debtBody(debt, terms, states),
    });
    res.json(answer);
  });
