import type { RecordedBy } from '@fairdue/contracts';
import { contactFacts } from '../contacts/contact-facts.ts';
import type { Debt } from '../debts/debt.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { customerFacts } from './customer-facts.ts';
import type { Customer } from './customer.ts';

const nobody: RecordedBy = { kind: 'service', id: 'recover' };

const factsOf = (customer: Customer) => {
  const { recordedBy: _, contacts: _contacts, ...facts } = customerFacts(customer, nobody);
  return facts;
};

const debtOf = (debt: Debt) => {
  const { recordedBy: _, creditorId: _creditor, customerId: _customer, ...facts } = debtFacts(debt, nobody);
  return facts;
};

/** Contacts with their flags, and with what only a person who works the customer needs to know. */
export const agencyContacts = ({ contacts }: Customer) =>
  contactFacts(contacts).map((facts, i) => ({
    ...facts,
    unsubscribed: contacts[i]?.unsubscribedVersion !== undefined,
    timeCreated: contacts[i]?.timeCreated.toISOString(),
    lastModified: contacts[i]?.lastModified.toISOString(),
  }));

/** Enough to choose the right one from a list. */
export const customerSummary = (customer: Customer) => {
  const { creditorId, customerId, reference, name } = factsOf(customer);
  const timeCreated = customer.timeCreated.toISOString();
  return { customerId, creditorId, ...(reference !== undefined && { reference }), name, timeCreated };
};

/** A customer as the agency works them: all that recover knows. */
export const agencyCustomer = (customer: Customer, debts: readonly Debt[]) => ({
  ...factsOf(customer),
  ...(customer.dateOfBirth && { dateOfBirth: customer.dateOfBirth }),
  comments: (customer.comments ?? []).map(({ comment }) => comment),
  contacts: agencyContacts(customer),
  debts: debts.map(debtOf),
  timeCreated: customer.timeCreated.toISOString(),
  lastModified: customer.lastModified.toISOString(),
});
