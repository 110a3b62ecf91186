import { Router } from 'express';
import { ContactAddedV1 } from '@fairdue/contracts';
import { caller, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { customerFacts } from '../customers/customer-facts.ts';
import { loadCustomer, saveCustomers } from '../customers/customer.store.ts';
import { addContactsTo } from '../customers/customer.ts';
import { customerBody } from '../customers/customer.wire.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { requireRoom } from './contact-limit.ts';
import { ContactLists } from './contact.schema.ts';

/** R6: more ways to reach a customer. What is on file stays as it is, so a repeat changes nothing. */
export const addContactsRoute = (deps: Deps<RecoverConfig>) =>
  Router().patch('/customers/:customerId', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const terms = await debtTermsOf(deps, creditorId);
    const { textConsentAtPlacement } = terms;

    const customer = await transaction(deps.db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, req.params.customerId);
      const lists = readWire(ContactLists, req.body, 'Invalid contact information.');
      const at = deps.now();
      const after = addContactsTo(before, lists, { now: at, textConsentAtPlacement });
      if (after === before) return before;
      requireRoom(after.contacts);
      await saveCustomers(tx, [after]);
      await enqueue(tx, ContactAddedV1, at, customerFacts(after, recordedBy(from)));
      return after;
    });

    const debts = await debtsOf(deps, creditorId, customer._id);
    res.json(customerBody(customer, debts, terms));
  });
