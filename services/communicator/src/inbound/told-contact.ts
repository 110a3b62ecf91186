import { z } from 'zod';
import type { Channel } from '@fairdue/contracts';
import { postalKey, type Customer } from '../customers/customer.ts';

const short = z.string().max(300);

/** 11.8: what a sender may say of a contact. The rest of what they say is kept with the message. */
export const ToldContact = z.looseObject({
  contactType: z.enum(['email', 'phone', 'address']).nullish(),
  value: z.string().min(1).max(320).nullish(),
  address: z
    .looseObject({
      addressLine1: short.nullish(),
      addressLine2: short.nullish(),
      city: z.string().min(1).max(200),
      state: z.string().regex(/^[A-Za-z]{2}$/, 'must be two letters'),
      postalCode: z.string().min(1).max(20),
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/, 'must be two letters')
        .default('US'),
    })
    .nullish(),
  externalId: z.string().min(1).max(255).nullish(),
  label: z.enum(['personal', 'work', 'home', 'military']).nullish(),
  status: z.enum(['primary', 'secondary', 'additional', 'archived']).nullish(),
  affiliation: z
    .enum(['self', 'spouse', 'parent', 'guardian', 'executor', 'attorney', 'employer', 'relative', 'other'])
    .nullish(),
  name: short.nullish(),
  valid: z.boolean().nullish(),
  verified: z.boolean().nullish(),
  receiveTextMessages: z.boolean().nullish(),
  consentAutodialedCall: z.boolean().nullish(),
});
export type ToldContact = z.output<typeof ToldContact>;

type Known = Customer['contacts'][number];
export type ContactPlace =
  | { contactType: 'email' | 'phone'; value: string }
  | { contactType: 'address'; address: NonNullable<Known['address']> };

/** E.164 of a number as people and carriers write it; numbers without a country are taken as American. */
export function numberOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return undefined;
  if (text.trim().startsWith('+')) return `+${digits}`;
  return digits.length === 10 ? `+1${digits}` : `+${digits}`;
}

const kindOf = (channel: Channel, { contactType, value }: ToldContact): 'email' | 'phone' | 'address' => {
  if (contactType) return contactType;
  if (value) return value.includes('@') ? 'email' : 'phone';
  return channel === 'email' ? 'email' : 'address';
};

/** Where it leads, in the platform's words; undefined where too little of it was told. */
export function placeOf(channel: Channel, contact: ToldContact): ContactPlace | undefined {
  const contactType = kindOf(channel, contact);
  const { value, address } = contact;
  if (contactType === 'address') {
    if (!address) return undefined;
    const { addressLine1, addressLine2, city, state, postalCode: zipcode, country } = address;
    const lines = {
      ...(addressLine1 && { streetLine1: addressLine1 }),
      ...(addressLine2 && { streetLine2: addressLine2 }),
    };
    const there = { ...lines, city, state: state.toUpperCase(), zipcode, countryCode: country.toUpperCase() };
    return { contactType, address: there };
  }
  if (!value) return undefined;
  const known = contactType === 'phone' ? numberOf(value) : value.trim().toLowerCase();
  return known === undefined ? undefined : { contactType, value: known };
}

export const isAt =
  (place: ContactPlace) =>
  ({ value, address }: Known): boolean =>
    'value' in place ? value === place.value : address !== undefined && postalKey(address) === postalKey(place.address);

const read = new Set<string>(Object.keys(ToldContact.shape).filter((key) => key !== 'name'));

/** What was told and is no field of a contact of ours. */
export const untold = (contact: ToldContact): Record<string, unknown> =>
  Object.fromEntries(Object.entries(contact).filter(([key]) => !read.has(key)));
