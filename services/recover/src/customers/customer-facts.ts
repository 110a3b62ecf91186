import type { RecordedBy } from '@fairdue/contracts';
import { contactFacts } from '../contacts/contact-facts.ts';
import type { Customer } from './customer.ts';

const languages: Readonly<Record<string, 'en' | 'es'>> = { ENGLISH: 'en', SPANISH: 'es' };

/** One that messages are written in; the stated preference counts before the one of a channel. */
function languageOf({ languagePreference, languagePreferred }: Customer) {
  const language = languages[languagePreference ?? languagePreferred?.language ?? ''];
  return language && { language };
}

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
  ...languageOf(customer),
  contacts: contactFacts(customer.contacts),
  version: customer.version,
  recordedBy,
});
