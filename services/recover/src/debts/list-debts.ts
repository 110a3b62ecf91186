import { Router } from 'express';
import { z } from 'zod';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { loadCustomer } from '../customers/customer.store.ts';
import { activeStatesOf } from '../customers/customer.ts';
import { readQuery, WindowQuery } from '../wire/query.ts';
import { debtTermsOf } from './debt-terms.ts';
import { debtsOf } from './debt.store.ts';
import { DebtBody, debtBody } from './debt.wire.ts';

export const DebtList = z.strictObject({ debts: z.array(DebtBody).exactOptional() });

/** R10: the debts of a customer, oldest first. None is `{}`, not an empty list. */
export const listDebtsRoute = (deps: Deps<RecoverConfig>) =>
  Router().get('/customers/:customerId/debts', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const { customerId } = req.params;
    const states = activeStatesOf(await loadCustomer(deps, creditorId, customerId));
    const debts = await debtsOf(deps, creditorId, customerId, readQuery(WindowQuery, req.query));
    const terms = await debtTermsOf(deps, creditorId);
    const answer: z.infer<typeof DebtList> =
      debts.length > 0 ? { debts: debts.map((debt) => debtBody(debt, terms, states)) } : {};
    res.json(answer);
  });
