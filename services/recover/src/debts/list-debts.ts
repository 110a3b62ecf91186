import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { settingsOf } from '../creditors/creditor.store.ts';
import { requireCustomer } from '../customers/customer.store.ts';
import { queryWindow } from '../wire/query.ts';
import { debtsOf } from './debt.store.ts';
import { debtBody } from './debt.wire.ts';

/** R10: the debts of a customer, oldest first. None is `{}`, not an empty list. */
export const listDebtsRoute = ({ db }: Deps) =>
  Router().get('/customers/:customerId/debts', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const { customerId } = req.params;
    await requireCustomer({ db }, creditorId, customerId);
    const debts = await debtsOf({ db }, creditorId, customerId, queryWindow(req.query));
    const settings = await settingsOf(db, creditorId);
    res.json(debts.length > 0 ? { debts: debts.map((debt) => debtBody(debt, settings)) } : {});
  });
