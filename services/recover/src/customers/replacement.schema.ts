import { z } from 'zod';
import { addressWith, contactList, EmailRequest, PhoneRequest } from '../contacts/contact.schema.ts';
import { CalendarDate, NamedEntryMeta, Text } from '../wire/scalars.ts';
import { Name } from './customer.schema.ts';

const Language = z.enum([
  'ENGLISH', 'SPANISH', 'FRENCH', 'MANDARIN', 'RUSSIAN', 'HAITIAN_CREOLE', 'BENGALI', 'ITALIAN', 'ARABIC', 'KOREAN',
  'POLISH', 'CANTONESE', 'OTHER',
]); // prettier-ignore

const LanguagePreferred = z.object({
  language: Language.exactOptional(),
  /** The list of channels is not known: any constant is taken. */
  languageChannel: Text.regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'must be a constant such as EMAIL').exactOptional(),
  languageDate: CalendarDate.exactOptional(),
});

const atLeastOne = 'at least one is required';
const named = { meta: NamedEntryMeta.exactOptional() };

/** Whether an address is in use has to be said: leaving it out would be a guess about where somebody lives. */
const NamedAddress = addressWith(NamedEntryMeta.extend({ isActive: z.boolean() }).prefault({} as never));

/** A customer as R7 replaces them: what is stored and not named here is switched off. */
export const CustomerReplacement = z.object({
  name: Name,
  dateOfBirth: CalendarDate.exactOptional(),
  languagePreference: Language.exactOptional(),
  languagePreferred: LanguagePreferred.exactOptional(),
  addresses: contactList(NamedAddress).min(1, atLeastOne),
  phones: contactList(PhoneRequest.extend(named)).exactOptional(),
  emails: contactList(EmailRequest.extend(named)).min(1, atLeastOne),
});
export type CustomerReplacement = z.infer<typeof CustomerReplacement>;
