import { contactBodies } from '../contacts/contact.wire.ts';
import type { Debt } from '../debts/debt.ts';
import type { DebtTerms } from '../debts/debt-terms.ts';
import { debtBody } from '../debts/debt.wire.ts';
import { activeStatesOf, type Customer } from './customer.ts';

/** A customer as this family shows them, with those of their debts that the answer is about. Never the SSN. */
export const customerBody = (customer: Customer, debts: readonly Debt[], terms: DebtTerms) => ({
  meta: {
    id: customer._id,
    isActive: true,
    timeCreated: customer.timeCreated.getTime(),
    lastModified: customer.lastModified.getTime(),
  },
  name: customer.name,
  ...(customer.dateOfBirth && { dateOfBirth: customer.dateOfBirth }),
  ...(customer.businesses && { businesses: customer.businesses }),
  ...contactBodies(customer.contacts),
  ...(customer.comments && { comments: customer.comments }),
  ...(customer.languagePreference && { languagePreference: customer.languagePreference }),
  ...(customer.languagePreferred && { languagePreferred: customer.languagePreferred }),
  ...(customer.reference !== undefined && { reference: customer.reference }),
  debts: debts.map((debt) => debtBody(debt, terms, activeStatesOf(customer))),
});
export type CustomerBody = ReturnType<typeof customerBody>;
