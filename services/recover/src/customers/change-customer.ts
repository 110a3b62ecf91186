import type { IncomingMessage } from 'node:http';
import type { ContactAddedV1, CustomerUpdatedV1 } from '@fairdue/contracts';
import { caller, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { requireRoom } from '../contacts/contact-limit.ts';
import type { Terms } from '../contacts/contact.ts';
import { debtTermsOf } from '../debts/debt-terms.ts';
import { debtsOf } from '../debts/debt.store.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { customerFacts } from './customer-facts.ts';
import { loadCustomer, saveCustomers } from './customer.store.ts';
import type { Customer } from './customer.ts';
import { customerBody, type CustomerBody } from './customer.wire.ts';

type Change<Input> = {
  fact: typeof ContactAddedV1 | typeof CustomerUpdatedV1;
  /** Runs when the customer is known: an unknown one is told before a wrong body. */
  read: () => Input;
  /** Gives back the same customer when there is nothing to change. */
  decide: (customer: Customer, input: Input, terms: Terms) => Customer;
};

/** The path of a creditor's change of one customer: read, decide, save with its fact, answer with the customer whole. */
export async function changeCustomer<Input>(
  deps: Deps<RecoverConfig>,
  req: IncomingMessage,
  customerId: string,
  { fact, read, decide }: Change<Input>,
): Promise<CustomerBody> {
  const from = caller(req);
  const creditorId = theCreditor(from);
  const terms = await debtTermsOf(deps, creditorId);
  const { textConsentAtPlacement } = terms;

  const customer = await transaction(deps.db, async (tx) => {
    const before = await loadCustomer(tx, creditorId, customerId);
    const input = read();
    const at = deps.now();
    const after = decide(before, input, { now: at, textConsentAtPlacement });
    if (after === before) return before;
    requireRoom(after.contacts);
    await saveCustomers(tx, [after]);
    await enqueue(tx, fact, at, customerFacts(after, recordedBy(from)));
    return after;
  });

  return customerBody(customer, await debtsOf(deps, creditorId, customer._id), terms);
}
