import { Router } from 'express';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { debtsOfCustomers } from '../debts/debt.store.ts';
import type { Debt } from '../debts/debt.ts';
import { queryExtent, queryWindow } from '../wire/query.ts';
import { countCustomers, listCustomers } from './customer.store.ts';
import { customerBody } from './customer.wire.ts';
import { referencesIn } from './references.ts';

function byCustomer(debts: readonly Debt[]): Map<string, Debt[]> {
  const owned = new Map<string, Debt[]>();
  for (const debt of debts) owned.set(debt.customerId, [...(owned.get(debt.customerId) ?? []), debt]);
  return owned;
}

/** R3 and R4: a creditor's customers as they stand now, oldest first; with `reference` those it names. */
export const listCustomersRoute = (deps: Deps<RecoverConfig>) =>
  Router().get('/customers', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const selection = { window: queryWindow(req.query), references: referencesIn(req.originalUrl) };
    const extent = queryExtent(req.query);

    const [customers, totalResults, terms] = await Promise.all([
      listCustomers(deps, creditorId, selection, extent),
      countCustomers(deps, creditorId, selection),
      debtTermsOf(deps, creditorId),
    ]);
    const ids = customers.map(({ _id }) => _id);
    const debts = byCustomer(ids.length > 0 ? await debtsOfCustomers(deps, creditorId, ids) : []);

    res.json({
      customers: customers.map((customer) => customerBody(customer, debts.get(customer._id) ?? [], terms)),
      totalResults,
    });
  });
