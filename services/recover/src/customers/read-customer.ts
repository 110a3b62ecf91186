import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { settingsOf } from '../creditors/creditor.store.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { loadCustomer } from './customer.store.ts';
import { customerBody } from './customer.wire.ts';

/** R5: one customer with all contacts, switched-off ones included, and all debts. */
export const readCustomerRoute = ({ db }: Deps) =>
  Router().get('/customers/:customerId', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const customer = await loadCustomer({ db }, creditorId, req.params.customerId);
    const debts = await debtsOf({ db }, creditorId, customer._id);
    res.json(customerBody(customer, debts, await settingsOf(db, creditorId)));
  });
