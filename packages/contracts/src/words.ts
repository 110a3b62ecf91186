import { z } from 'zod';

/** An id of ours: `BO-…`, `LN-…`. */
export const Id = z.string().regex(/^[A-Z]{2}-[A-Z0-9]+-[A-Z0-9]+$/, 'must be an id of this platform');

/** A UTC instant, ISO 8601 with milliseconds. */
export const Instant = z.iso.datetime();

/** Integer minor units; the sign is part of the meaning. */
export const Cents = z.int();

export const Channel = z.enum(['voice', 'email', 'fax', 'text', 'chat', 'mail', 'gui', 'document']);
export type Channel = z.infer<typeof Channel>;

/** Why a contact is made. Only the themes of outbound collection and servicing matter to the rules; the rest is carried. */
export const Theme = z.string().min(1).max(80);

/** Where a contact leads: one of the three, by its type. Personal data: never logged. */
export const ContactAddress = z.object({
  contactType: z.enum(['email', 'phone', 'address']),
  /** The address in lower case, or the number as E.164. Absent for a postal address. */
  value: z.string().optional(),
  address: z
    .object({
      streetLine1: z.string().optional(),
      streetLine2: z.string().optional(),
      city: z.string(),
      state: z.string(),
      zipcode: z.string(),
      countryCode: z.string(),
    })
    .optional(),
});
export type ContactAddress = z.infer<typeof ContactAddress>;

/** Who made a change, and the words they gave for it (`X-TA-AUDIT-DESCRIPTION`). */
export const RecordedBy = z.object({
  kind: z.enum(['account', 'borrower', 'service']),
  id: z.string(),
  description: z.string().optional(),
});
export type RecordedBy = z.infer<typeof RecordedBy>;
