import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { loadCustomer } from './customer.store.ts';
import { customerBody } from './customer.wire.ts';

/** R5: one customer with all contacts, switched-off ones included, and all debts. */
export const readCustomerRoute = (deps: Deps<RecoverConfig>) =>
  Router().get('/customers/:customerId', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const customer = await loadCustomer(deps, creditorId, req.params.customerId);
    const debts = await debtsOf(deps, creditorId, customer._id);
    res.json(customerBody(customer, debts, await debtTermsOf(deps, creditorId)));
  });
