import { Router } from 'express';
import { z } from 'zod';
import { caller, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { debtsOfCustomers } from '../debts/debt.store.ts';
import type { Debt } from '../debts/debt.ts';
import { extent, readQuery, windowWith } from '../wire/query.ts';
import { countCustomers, listCustomers } from './customer.store.ts';
import { CustomerBody, customerBody } from './customer.wire.ts';
import { referencesIn } from './references.ts';

/** `reference` is read from the URL as it came, see `referencesIn`. */
export const ListCustomersQuery = windowWith({
  ...extent,
  reference: z
    .unknown()
    .exactOptional()
    .meta({ override: { type: 'string' }, description: 'The creditor’s own references, with commas between several.' }),
});

export const CustomerPage = z.strictObject({ customers: z.array(CustomerBody), totalResults: z.int() });

function byCustomer(debts: readonly Debt[]): Map<string, Debt[]> {
  const owned = new Map<string, Debt[]>();
  for (const debt of debts) owned.set(debt.customerId, [...(owned.get(debt.customerId) ?? []), debt]);
  return owned;
}

/** R3 and R4: a creditor's customers as they stand now, oldest first; with `reference` those it names. */
export const listCustomersRoute = (deps: Deps<RecoverConfig>) =>
  Router().get('/customers', async (req, res) => {
    const creditorId = theCreditor(caller(req));
    const { count, offset, startTime, endTime } = readQuery(ListCustomersQuery, req.query);
    const window = { ...(startTime && { startTime }), ...(endTime && { endTime }) };
    const selection = { window, references: referencesIn(req.originalUrl) };

    const [customers, totalResults, terms] = await Promise.all([
      listCustomers(deps, creditorId, selection, { count, offset }),
      countCustomers(deps, creditorId, selection),
      debtTermsOf(deps, creditorId),
    ]);
    const ids = customers.map(({ _id }) => _id);
    const debts = byCustomer(ids.length > 0 ? await debtsOfCustomers(deps, creditorId, ids) : []);

    const page: z.infer<typeof CustomerPage> = {
      customers: customers.map((customer) => customerBody(customer, debts.get(customer._id) ?? [], terms)),
      totalResults,
    };
    res.json(page);
  });
