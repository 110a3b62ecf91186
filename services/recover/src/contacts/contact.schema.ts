import { z } from 'zod';
import { distinct, EntryMeta, listOf } from '../wire/scalars.ts';

const line = (lengthMax: number) => z.string().max(lengthMax, `must be at most ${lengthMax} characters`);
const Line = line(200);
const twoLetters = z.string().regex(/^[A-Za-z]{2}$/, 'must be two letters');
const usZipcode = /^\d{5}(-\d{4})?$/;

export const Address = z.object({
  streetLine1: Line.exactOptional(),
  streetLine2: Line.exactOptional(),
  city: Line.min(1, 'must not be empty'),
  state: twoLetters,
  zipcode: line(20).min(1, 'must not be empty'),
  countryCode: twoLetters,
  types: distinct(z.enum(['HOME', 'WORK'])).exactOptional(),
});

const hasUsZipcode = ({ countryCode, zipcode }: z.infer<typeof Address>): boolean =>
  countryCode.toUpperCase() !== 'US' || usZipcode.test(zipcode);

/** An address with what may be said in its `meta`. */
export const addressWith = <Meta extends z.ZodType>(meta: Meta) =>
  Address.extend({ meta }).refine(hasUsZipcode, { path: ['zipcode'], error: 'must look like ##### or #####-####' });

export const AddressRequest = addressWith(EntryMeta.exactOptional());
export type AddressRequest = z.infer<typeof AddressRequest>;

export const PhoneRequest = z.object({
  phoneNumber: z.string().regex(/^\d{3}-\d{3}-\d{4}$/, 'must look like ###-###-####'),
  types: distinct(z.enum(['HOME', 'WORK', 'CELL', 'FAX', 'BUSINESS'])).exactOptional(),
  meta: EntryMeta.exactOptional(),
});
export type PhoneRequest = z.infer<typeof PhoneRequest>;

const emailLengthMax = 320;

export const EmailRequest = z.object({
  email: z.string().trim().max(emailLengthMax, 'is too long').pipe(z.email('not a valid address')),
  types: distinct(z.enum(['HOME', 'WORK'])).exactOptional(),
  meta: EntryMeta.exactOptional(),
});
export type EmailRequest = z.infer<typeof EmailRequest>;

/** Of one list, at most one entry may be primary: picking one silently would be a guess. */
export const contactList = <Item extends z.ZodType<{ meta?: z.infer<typeof EntryMeta> | undefined }>>(item: Item) =>
  listOf(item).refine(
    (entries) => entries.filter((entry) => entry.meta?.isPrimary).length <= 1,
    'at most one may be primary',
  );

export const AddressList = contactList(AddressRequest);
export const PhoneList = contactList(PhoneRequest);
export const EmailList = contactList(EmailRequest);

/** The three lists as R6, R7 and R9 take them. */
export const ContactLists = z.object({
  addresses: AddressList.exactOptional(),
  phones: PhoneList.exactOptional(),
  emails: EmailList.exactOptional(),
});
export type ContactLists = z.infer<typeof ContactLists>;
