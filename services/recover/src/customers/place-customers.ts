import { Router } from 'express';
import type { z } from 'zod';
import { caller, parse, theCreditor } from '@fairdue/http';
import type { Fault } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { inputInvalid } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { CustomerRequest } from './customer.schema.ts';
import { customerBody } from './customer.wire.ts';
import { readPlacementRequest } from './placement-request.ts';
import type { Placed } from './placement.ts';
import type { PlacedBody } from './placement.wire.ts';
import { storePlacements } from './store-placements.ts';

const ofCustomer = (i: number, faults: readonly Fault[]): Fault[] =>
  faults.map(({ path, problem }) => ({ path: path === '' ? `customers[${i}]` : `customers[${i}].${path}`, problem }));

/** One wrong customer refuses them all: this endpoint has nowhere to report a single one. */
function readCustomers(inputs: readonly unknown[]): CustomerRequest[] {
  const parsed = inputs.map((input) => parse(CustomerRequest, input));
  const faults = parsed.flatMap((each, i) => ('faults' in each ? ofCustomer(i, each.faults) : []));
  if (faults.length > 0) throw inputInvalid('Invalid input.', faults);
  return parsed.flatMap((each) => ('value' in each ? [each.value] : []));
}

function requireAllValid(placed: readonly Placed[]): void {
  const faults = placed.flatMap((each, i) => (each.outcome === 'invalid' ? ofCustomer(i, each.faults) : []));
  if (faults.length > 0) throw inputInvalid('Invalid input.', faults);
}

/** R1: places customers, all in one transaction. Duplicates are named, not placed. */
export const placeCustomersRoute = (deps: Deps<RecoverConfig>) =>
  Router().post('/customers', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const { customers, addDebtsIfPossible } = readPlacementRequest(req, deps.config.CUSTOMERS_PER_REQUEST_MAX);
    const requests = readCustomers(customers);
    const settings = await debtTermsOf(deps, creditorId);

    const placed = await storePlacements(deps, requests, {
      creditorId, settings, addDebtsIfPossible, recordedBy: recordedBy(from), accept: requireAllValid,
    }); // prettier-ignore

    const bodies = (outcome: 'placed' | 'debts-added') =>
      placed.flatMap((each) => (each.outcome === outcome ? [customerBody(each.customer, each.debts, settings)] : []));
    const added = bodies('debts-added');
    const duplicates = placed.flatMap((each) => ('duplicates' in each ? each.duplicates : []));
    const answer: z.infer<typeof PlacedBody> = {
      customers: bodies('placed'),
      ...(duplicates.length > 0 && { duplicatedReferences: duplicates }),
      ...(added.length > 0 && { customersWithAddedDebts: added }),
    };
    res.json(answer);
  });
