import { dashedNumber, Id } from '@fairdue/contracts';
import type { Caller } from '@fairdue/http';
import type { Deps } from '@fairdue/service';
import { z } from 'zod';
import type { GuardConfig } from '../config.ts';
import type { Customer } from '../customers/customer.ts';
import { keepWhole, Whole } from '../customers/fetch-customer.ts';
import type { ContactFacts } from '../rules/facts.ts';
import type { ContactDetails } from './can-interact-body.ts';
import { addressOf, e164, hashOf, withCounty, type MatchedContact } from './matched-contact.ts';
import { invalid } from './wire-refused.ts';

const Added = Whole.extend({ contactId: Id, isNew: z.boolean() });

const requiredOfAddress = ['city', 'state', 'postalCode', 'country'] as const;

/** New data in the words in which recover keeps contacts. */
function wordsOf(details: ContactDetails): Record<string, unknown> {
  const { contactType, value = '', address, label, affiliation, externalId, ...leave } = details;
  const said = { contactType, label, affiliation, externalId: externalId ?? undefined };
  if (contactType === 'email') return { ...said, email: value };
  if (contactType === 'address') {
    const missing = requiredOfAddress.find((field) => !address?.[field]);
    if (!address || missing)
      throw invalid('requiredField', `contactDetails.address.${missing}`, 'a new address needs it');
    return { ...said, address: addressOf(address) };
  }
  const phoneNumber = dashedNumber(e164(value));
  if (phoneNumber === undefined)
    throw invalid('invalidField', 'contactDetails.value', 'a new number is one of the United States');
  const { receiveTextMessages, consentAutodialedCall } = leave;
  return { ...said, phoneNumber, receiveTextMessages, consentAutodialedCall };
}

/** What is stored about a contact outranks what the caller says of it. */
function matched(contact: ContactFacts, details: ContactDetails): MatchedContact {
  const differs =
    (details.label !== undefined && details.label !== contact.label) ||
    (details.affiliation !== undefined && details.affiliation !== contact.affiliation);
  const detail = 'label or affiliation differ from the stored ones, which count';
  return {
    contact: withCounty(contact, details),
    resolution: 'matched',
    warnings: differs ? [{ code: 'storedContactDiffers', ruleId: null, detail }] : [],
  };
}

/**
 * The contact of this person that new data describes. One that is not known here is found by recover, who has the address
 * itself, or added there with the least trust, whatever the answer will be (compliance-guard-api 2.5).
 */
export async function describedContact(
  deps: Deps<GuardConfig>,
  from: Caller,
  customer: Customer,
  details: ContactDetails,
): Promise<{ customer: Customer; contact: MatchedContact }> {
  const hash = hashOf(deps.config.ADDRESS_HASH_KEY, details);
  const known = customer.contacts.find(({ addressHash }) => addressHash === hash);
  if (known) return { customer, contact: matched(known, details) };

  const { creditorId, _id: customerId } = customer;
  const { contactId, isNew, ...whole } = await deps.upstream('recover').call({
    method: 'POST',
    path: `/internal/customers/${encodeURIComponent(customerId)}/contacts`,
    body: { creditorId, contact: wordsOf(details) },
    caller: from,
    creditorId,
    idempotent: true,
    schema: Added,
  });
  const after = await keepWhole(deps, whole);
  const contact = after.contacts.find((each) => each.contactId === contactId);
  if (!contact) throw new Error(`Recover told of the contact ${contactId} and not what it is.`);
  const found = matched(contact, details);
  return { customer: after, contact: isNew ? { ...found, resolution: 'created', warnings: [] } : found };
}
