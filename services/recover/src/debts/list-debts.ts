import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { loadCustomer } from '../customers/customer.store.ts';
import { activeStatesOf } from '../customers/customer.ts';
import { queryWindow } from '../wire/query.ts';
import { debtTermsOf } from './debt-terms.ts';
import { debtsOf } from './debt.store.ts';
import { debtBody } from './debt.wire.ts';

/** R10: the debts of a customer, oldest first. None is `{}`, not an empty list. */
export const listDebtsRoute = (deps: Deps<RecoverConfig>) =>
  Router().get('/customers/:customerId/debts', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const { customerId } = req.params;
    const states = activeStatesOf(await loadCustomer(deps, creditorId, customerId));
    const debts = await debtsOf(deps, creditorId, customerId, queryWindow(req.query));
    const terms = await debtTermsOf(deps, creditorId);
    res.json(debts.length > 0 ? { debts: debts.map((debt) => debtBody(debt, terms, states)) } : {});
  });
