import { z } from 'zod';
import { Contact as ContactFacts } from '@fairdue/contracts';
import { changedAt, newAddress, newEmail, newPhone, withPrimaries, type Contact, type Terms } from './contact.ts';
import { Address, EmailRequest, PhoneRequest } from './contact.schema.ts';

const { label, affiliation } = ContactFacts.shape;
const said = {
  label: label.exclude(['fax']).exactOptional(),
  affiliation: affiliation.exactOptional(),
  externalId: z.string().min(1).max(255).exactOptional(),
};

/** A contact in the words of whoever would like to use it (compliance-guard-api 2.5). */
export const DescribedContact = z.discriminatedUnion('contactType', [
  z.strictObject({
    contactType: z.literal('phone'),
    phoneNumber: PhoneRequest.shape.phoneNumber,
    receiveTextMessages: z.boolean(),
    consentAutodialedCall: z.boolean(),
    ...said,
  }),
  z.strictObject({ contactType: z.literal('email'), email: EmailRequest.shape.email, ...said }),
  z.strictObject({ contactType: z.literal('address'), address: Address.omit({ types: true }), ...said }),
]);
export type DescribedContact = z.infer<typeof DescribedContact>;

const words: Readonly<Record<string, string>> = {
  ST: 'STREET', AVE: 'AVENUE', AV: 'AVENUE', RD: 'ROAD', DR: 'DRIVE', LN: 'LANE', BLVD: 'BOULEVARD', CT: 'COURT', PL: 'PLACE',
  SQ: 'SQUARE', TER: 'TERRACE', PKWY: 'PARKWAY', HWY: 'HIGHWAY', CIR: 'CIRCLE', TRL: 'TRAIL', N: 'NORTH', S: 'SOUTH',
  E: 'EAST', W: 'WEST', NE: 'NORTHEAST', NW: 'NORTHWEST', SE: 'SOUTHEAST', SW: 'SOUTHWEST', APARTMENT: 'UNIT', APT: 'UNIT',
  SUITE: 'UNIT', STE: 'UNIT', '#': 'UNIT',
}; // prettier-ignore

/** Street and unit as they are compared: without punctuation, and every word written out. */
const streetKey = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll('#', ' # ')
    .replaceAll(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => words[word] ?? word)
    .join(' ');

/** Two addresses are one where street, unit, the five digits of the ZIP and the state are. */
function sameKey(contact: Contact): string {
  if (contact.kind !== 'address') return contact.key;
  const { streetLine1 = '', streetLine2 = '', zipcode, state, countryCode } = contact;
  const zip = countryCode.toUpperCase() === 'US' ? zipcode.slice(0, 5) : zipcode.toUpperCase();
  return [streetKey(`${streetLine1} ${streetLine2}`), zip, state.toUpperCase(), countryCode.toUpperCase()].join('\n');
}

function newContact(described: DescribedContact, terms: Terms): Contact {
  if (described.contactType === 'email') return newEmail({ email: described.email }, terms);
  if (described.contactType === 'address') return newAddress(described.address, terms);
  const { phoneNumber, receiveTextMessages, consentAutodialedCall } = described;
  return { ...newPhone({ phoneNumber }, terms), receiveTextMessages, consentAutodialedCall };
}

/**
 * The contact that is described: the one on file, whatever its label and whoever switched it off, else a new one of the
 * least trust. What is on file stays as it is.
 */
export function withDescribed(
  contacts: readonly Contact[],
  described: DescribedContact,
  terms: Terms,
): { contacts: readonly Contact[]; contactId: string } {
  const { contactType, affiliation: whose, externalId } = described;
  const fresh = newContact(described, terms);
  const known = contacts.find((contact) => sameKey(contact) === sameKey(fresh));
  if (known) return { contacts, contactId: known.contactId };
  const added = {
    ...fresh,
    label: described.label ?? (contactType === 'address' ? 'home' : 'personal'),
    stated: {
      rank: 'additional' as const,
      ...(whose && { affiliation: whose }),
      ...(externalId !== undefined && { externalId }),
    },
  };
  return { contacts: changedAt(terms.now, contacts, withPrimaries([...contacts, added])), contactId: added.contactId };
}
