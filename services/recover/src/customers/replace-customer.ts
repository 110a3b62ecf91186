import { Router } from 'express';
import { CustomerUpdatedV1 } from '@fairdue/contracts';
import { caller, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { requireRoom } from '../contacts/contact-limit.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { inputInvalid, parseWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { customerFacts } from './customer-facts.ts';
import { loadCustomer, saveCustomers } from './customer.store.ts';
import { replaceCustomer } from './customer.ts';
import { customerBody } from './customer.wire.ts';
import { CustomerReplacement } from './replacement.schema.ts';

function readReplacement(input: unknown): CustomerReplacement {
  const parsed = parseWire(CustomerReplacement, input);
  if ('value' in parsed) return parsed.value;
  const onlyMissing = parsed.faults.every(({ problem }) => problem === 'required');
  throw inputInvalid(onlyMissing ? 'Missing required information.' : 'Invalid input.', parsed.faults);
}

/**
 * R7: the source of truth for name and contacts. It may switch a contact on again, but takes no hold off: what a
 * customer asked for is lifted only by a person (design 4.8).
 */
export const replaceCustomerRoute = (deps: Deps<RecoverConfig>) =>
  Router().put('/customers/:customerId', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const terms = await debtTermsOf(deps, creditorId);
    const { textConsentAtPlacement } = terms;

    const customer = await transaction(deps.db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, req.params.customerId);
      const request = readReplacement(req.body);
      const at = deps.now();
      const after = replaceCustomer(before, request, { now: at, textConsentAtPlacement });
      if (after === before) return before;
      requireRoom(after.contacts);
      await saveCustomers(tx, [after]);
      await enqueue(tx, CustomerUpdatedV1, at, customerFacts(after, recordedBy(from)));
      return after;
    });

    const debts = await debtsOf(deps, creditorId, customer._id);
    res.json(customerBody(customer, debts, terms));
  });
