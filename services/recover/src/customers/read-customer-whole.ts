import { Router } from 'express';
import { z } from 'zod';
import { caller, requirePermission, theCreditor, type Caller } from '@fairdue/http';
import { Refused, Unavailable } from '@fairdue/refused';
import type { Deps, ServiceName } from '@fairdue/service';
import { debtsOf } from '../debts/debt.store.ts';
import { plansOfDebts } from '../plans/payment-plan.store.ts';
import { PlanAnswer, planAnswer } from '../plans/plan-answer.ts';
import { AgencyCustomer, agencyCustomer } from './agency-customer.ts';
import { loadCustomer } from './customer.store.ts';

const lastContactsMax = '10';
const deadlineMs = 2_000;

type Query = Readonly<Record<string, string>>;

const Listed = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

const Asked = Listed.shape.items
  .nullable()
  .meta({ description: 'As its owner shows them; null when it did not answer.' });
export const WholeCustomer = AgencyCustomer.extend({
  plans: z.array(PlanAnswer),
  holds: Asked,
  lastContacts: Asked,
}).meta({ id: 'WholeCustomer' });

/** What its owner says now, on behalf of who asks. null when it does not answer, or they may not see it: not known is not none. */
async function askedOf(deps: Deps, from: Caller, owner: ServiceName, path: string, query: Query) {
  try {
    const call = {
      method: 'GET',
      path,
      query,
      caller: from,
      creditorId: theCreditor(from),
      deadlineMs,
      schema: Listed,
    } as const;
    return (await deps.upstream(owner).call(call)).items;
  } catch (error) {
    if (error instanceof Unavailable || error instanceof Refused) return null;
    throw error;
  }
}

async function debtsAndPlans({ db, now }: Deps, creditorId: string, customerId: string) {
  const debts = await debtsOf({ db }, creditorId, customerId);
  const debtIds = debts.map(({ _id }) => _id);
  const plans = debts.length > 0 ? await plansOfDebts({ db }, creditorId, debtIds) : [];
  return { debts, plans: plans.map((plan) => planAnswer(plan, now())) };
}

/** One customer whole: who they are, how to reach them, what they owe and agreed to pay, what stands against contact, and the last contacts. */
export const readCustomerWholeRoute = (deps: Deps) =>
  Router().get('/agency/v1/customers/:customerId', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const { customerId } = req.params;
    const customer = await loadCustomer(deps, creditorId, customerId);

    const [{ debts, plans }, holds, lastContacts] = await Promise.all([
      debtsAndPlans(deps, creditorId, customerId),
      askedOf(deps, from, 'compliance-guard', '/agency/v1/holds', { customerId }),
      askedOf(deps, from, 'communicator', '/agency/v1/interactions', { customerId, limit: lastContactsMax }),
    ]);

    const whole: z.infer<typeof WholeCustomer> = { ...agencyCustomer(customer, debts), plans, holds, lastContacts };
    res.json(whole);
  });

export const mayReadCustomers = (from: Caller): void => requirePermission(from, 'agency.customers:read');
