import assert from 'node:assert';
import { Router } from 'express';
import { caller, parse, theCreditor } from '@fairdue/http';
import type { Fault } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { debtTermsOf, type DebtTerms } from '../debts/debt-terms.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { CustomerRequest } from './customer.schema.ts';
import { customerBody } from './customer.wire.ts';
import { readPlacementRequest } from './placement-request.ts';
import type { BatchItem } from './placement.wire.ts';
import type { Duplicate, Placed } from './placement.ts';
import { storePlacements } from './store-placements.ts';

const itemError = (message: string, { reference, transactionId }: Duplicate): BatchItem => ({
  isError: true,
  error: {
    errorCode: '104',
    message,
    ...(reference !== undefined && { reference }),
    ...(transactionId !== undefined && { transactionId }),
  },
});

const textOf = (faults: readonly Fault[]): string =>
  `${faults.map(({ path, problem }) => (path === '' ? problem : `${path}: ${problem}`)).join('; ')}.`;

function itemBody(placed: Placed | undefined, terms: DebtTerms): BatchItem {
  assert(placed, 'every request was decided');
  switch (placed.outcome) {
    case 'placed':
      return { customer: customerBody(placed.customer, placed.debts, terms) };
    case 'debts-added':
      return { isAddedDebt: true, customer: customerBody(placed.customer, placed.debts, terms) };
    case 'duplicate': {
      const [first = {}] = placed.duplicates;
      const what = first.transactionId === undefined ? 'reference' : 'transactionId';
      return itemError(`Duplicated ${what}.`, first);
    }
    case 'invalid':
      return itemError(textOf(placed.faults), {
        ...(placed.reference !== undefined && { reference: placed.reference }),
      });
  }
}

/** The reference helps the client to find a wrong item, whatever else is wrong with it. */
function referenceOf(input: unknown): Pick<Duplicate, 'reference'> {
  const reference = CustomerRequest.shape.reference.safeParse((input as { reference?: unknown } | null)?.reference);
  return reference.success && reference.data !== undefined ? { reference: reference.data } : {};
}

type Item = { request: CustomerRequest } | { refused: Placed };

function readItem(input: unknown): Item {
  const parsed = parse(CustomerRequest, input);
  if ('value' in parsed) return { request: parsed.value };
  return { refused: { outcome: 'invalid', faults: parsed.faults, ...referenceOf(input) } };
}

/**
 * R2: places customers one by one, many to a transaction. A wrong one is an error of that item only. Safe to retry:
 * what is stored already comes back as a duplicate and changes nothing.
 */
export const placeCustomersBatchRoute = (deps: Deps<RecoverConfig>) =>
  Router().post('/customersBatch', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const { CUSTOMERS_PER_REQUEST_MAX, CUSTOMERS_PER_TRANSACTION } = deps.config;
    const { customers, addDebtsIfPossible } = readPlacementRequest(req, CUSTOMERS_PER_REQUEST_MAX);
    const settings = await debtTermsOf(deps, creditorId);
    const order = { creditorId, settings, addDebtsIfPossible, recordedBy: recordedBy(from) };

    const responses: string[] = [];
    for (let start = 0; start < customers.length; start += CUSTOMERS_PER_TRANSACTION) {
      const items = customers.slice(start, start + CUSTOMERS_PER_TRANSACTION).map(readItem);
      const requests = items.flatMap((item) => ('request' in item ? [item.request] : []));
      const placed = await storePlacements(deps, requests, order);
      const bodies = items.map((item) => itemBody('refused' in item ? item.refused : placed.shift(), settings));
      responses.push(bodies.map((body) => JSON.stringify(body)).join(',')); // text is less to hold than what it says
    }
    res.type('json').send(`{"responses":[${responses.join(',')}]}`);
  });
