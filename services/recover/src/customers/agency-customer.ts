import assert from 'node:assert';
import { Contact, CustomerUpdatedV1, DebtUpdatedV1, Instant, type RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import { contactFacts } from '../contacts/contact-facts.ts';
import type { Debt } from '../debts/debt.ts';
import { debtFacts } from '../debts/debt-facts.ts';
import { customerFacts } from './customer-facts.ts';
import type { Customer } from './customer.ts';
import { CustomerBody } from './customer.wire.ts';

const times = { timeCreated: Instant, lastModified: Instant };
const { creditorId, customerId, reference, name } = CustomerUpdatedV1.data.shape;

export const AgencyContact = Contact.extend({ unsubscribed: z.boolean(), ...times }).meta({ id: 'AgencyContact' });

export const CustomerSummary = z
  .strictObject({ customerId, creditorId, reference, name, timeCreated: Instant })
  .meta({ id: 'CustomerSummary' });

export const AgencyCustomer = CustomerUpdatedV1.data
  .omit({ recordedBy: true })
  .extend({
    dateOfBirth: CustomerBody.shape.dateOfBirth,
    comments: z.array(z.string()),
    contacts: z.array(AgencyContact),
    debts: z.array(DebtUpdatedV1.data.omit({ recordedBy: true, creditorId: true, customerId: true })),
    ...times,
  })
  .meta({ id: 'AgencyCustomer' });

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
export const agencyContacts = ({ contacts }: Customer): z.infer<typeof AgencyContact>[] =>
  contactFacts(contacts).map((facts, i) => {
    const contact = contacts[i];
    assert(contact, 'each contact has its facts');
    return {
      ...facts,
      unsubscribed: contact.unsubscribedVersion !== undefined,
      timeCreated: contact.timeCreated.toISOString(),
      lastModified: contact.lastModified.toISOString(),
    };
  });

/** Enough to choose the right one from a list. */
export const customerSummary = (customer: Customer): z.infer<typeof CustomerSummary> => {
  const { creditorId, customerId, reference, name } = factsOf(customer);
  const timeCreated = customer.timeCreated.toISOString();
  return { customerId, creditorId, ...(reference !== undefined && { reference }), name, timeCreated };
};

/** A customer as the agency works them: all that recover knows. */
export const agencyCustomer = (customer: Customer, debts: readonly Debt[]): z.infer<typeof AgencyCustomer> => ({
  ...factsOf(customer),
  ...(customer.dateOfBirth && { dateOfBirth: customer.dateOfBirth }),
  comments: (customer.comments ?? []).map(({ comment }) => comment),
  contacts: agencyContacts(customer),
  debts: debts.map(debtOf),
  timeCreated: customer.timeCreated.toISOString(),
  lastModified: customer.lastModified.toISOString(),
});
