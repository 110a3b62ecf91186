import { z } from 'zod';
import { contactBodies, contactLists } from '../contacts/contact.wire.ts';
import type { Debt } from '../debts/debt.ts';
import type { DebtTerms } from '../debts/debt-terms.ts';
import { DebtBody, debtBody } from '../debts/debt.wire.ts';
import { ObjectMeta } from '../wire/scalars.ts';
import { CustomerRequest } from './customer.schema.ts';
import { activeStatesOf, type Customer } from './customer.ts';
import { CustomerReplacement } from './replacement.schema.ts';

const { name, dateOfBirth, businesses, comments, reference } = CustomerRequest.shape;
const { languagePreference, languagePreferred } = CustomerReplacement.shape;

export const CustomerBody = z
  .strictObject({
    meta: ObjectMeta,
    name,
    dateOfBirth,
    businesses,
    ...contactLists,
    comments,
    languagePreference,
    languagePreferred,
    reference,
    debts: z.array(DebtBody),
  })
  .meta({ id: 'Customer' });
export type CustomerBody = z.infer<typeof CustomerBody>;

/** A customer as this family shows them, with those of their debts that the answer is about. Never the SSN. */
export const customerBody = (customer: Customer, debts: readonly Debt[], terms: DebtTerms): CustomerBody => ({
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
