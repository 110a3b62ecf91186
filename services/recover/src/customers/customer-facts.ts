import type { RecordedBy } from '@fairdue/contracts';
import { contactFacts } from '../contacts/contact-facts.ts';
import type { Customer } from './customer.ts';

/** A customer as every other service sees them. */
export const customerFacts = (customer: Customer, recordedBy: RecordedBy) => ({
  creditorId: customer.creditorId,
  customerId: customer._id,
  ...(customer.reference !== undefined && { reference: customer.reference }),
  name: {
    first: customer.name.firstName,
    ...(customer.name.middleName !== undefined && { middle: customer.name.middleName }),
    last: customer.name.lastName,
  },
  contacts: contactFacts(customer.contacts),
  version: customer.version,
  recordedBy,
});
