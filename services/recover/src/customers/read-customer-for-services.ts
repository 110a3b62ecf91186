import { Router } from 'express';
import { z } from 'zod';
import type { RecordedBy } from '@fairdue/contracts';
import { caller, read, theCreditor } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { debtFacts } from '../debts/debt-facts.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { customerFacts } from './customer-facts.ts';
import type { Customer } from './customer.ts';
import { customerByReference, customerNotFound, loadCustomer } from './customer.store.ts';

const Query = z.object({ creditorId: z.string() });
const ReferenceQuery = Query.extend({ reference: z.string() });

const toldBy: RecordedBy = { kind: 'service', id: 'recover' };

/** A customer and their debts as the facts say them. */
export async function customerWithDebts({ db }: Pick<Deps, 'db'>, customer: Customer) {
  const debts = await debtsOf({ db }, customer.creditorId, customer._id);
  return { customer: customerFacts(customer, toldBy), debts: debts.map((debt) => debtFacts(debt, toldBy)) };
}

/** For a service that needs a customer before the facts have reached it. */
export const readCustomerForServicesRoute = ({ db }: Deps) =>
  Router()
    .get('/internal/customers/:customerId', async (req, res) => {
      const { creditorId } = read(Query, req.query);
      const customer = await loadCustomer({ db }, theCreditor(caller(req), creditorId), req.params.customerId);
      res.json(await customerWithDebts({ db }, customer));
    })
    .get('/internal/customers', async (req, res) => {
      const { creditorId, reference } = read(ReferenceQuery, req.query);
      const customer = await customerByReference(db, theCreditor(caller(req), creditorId), reference);
      if (!customer) throw customerNotFound();
      res.json(await customerWithDebts({ db }, customer));
    });
