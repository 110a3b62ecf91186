import { Id } from '@fairdue/contracts';
import { z } from 'zod';

/** Longest free text that is stored: a customer's facts have to fit into one event. */
export const textLengthMax = 1024;
export const listLengthMax = 100;
export const commentLengthMax = 500;

export const Text = z.string().max(textLengthMax, `must be at most ${textLengthMax} characters`);
export const RequiredText = Text.min(1, 'must not be empty');

const wholeNumber = (problem = 'must be a whole number') =>
  z.int({ error: ({ input }) => (input === undefined ? 'required' : problem) });

const amountCentsMax = 10 ** 12;

/** Integer cents of US dollars. */
export const MonetaryAmount = z
  .object({
    amount: wholeNumber('must be a whole number of cents')
      .min(-amountCentsMax, 'is too large')
      .max(amountCentsMax, 'is too large'),
    currency: z.literal('USD', { error: ({ input }) => (input === undefined ? 'required' : 'must be USD') }),
  })
  .meta({ id: 'MonetaryAmount' });
export type MonetaryAmount = z.infer<typeof MonetaryAmount>;

/** An amount as an answer shows it: sums may be larger than what one request may say. */
export const Amount = z
  .strictObject({ amount: z.int().meta({ description: 'Cents.' }), currency: z.literal('USD') })
  .meta({ id: 'Amount' });

export const OwedAmount = MonetaryAmount.refine(({ amount }) => amount >= 0, {
  path: ['amount'],
  error: 'must not be negative',
});

export const usd = (cents: number): z.infer<typeof Amount> => ({ amount: cents, currency: 'USD' });

const isRealDate = ({ day, month, year }: { day: number; month: number; year: number }): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

export const CalendarDate = z
  .object({
    day: wholeNumber().min(1, 'must be 1 to 31').max(31, 'must be 1 to 31'),
    month: wholeNumber().min(1, 'must be 1 to 12').max(12, 'must be 1 to 12'),
    year: wholeNumber().min(1000, 'must have four digits').max(9999, 'must have four digits'),
  })
  .refine(isRealDate, 'must be a real date')
  .meta({ id: 'CalendarDate' });
export type CalendarDate = z.infer<typeof CalendarDate>;

export const calendarDateOf = (instant: Date): CalendarDate => ({
  day: instant.getUTCDate(),
  month: instant.getUTCMonth() + 1,
  year: instant.getUTCFullYear(),
});

const [firstMs, lastMs] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31)];

/** Milliseconds since 1970, as an answer shows an instant. */
export const Milliseconds = z.int().meta({ description: 'Milliseconds since 1970.' });

/** Who and when, of what an answer shows. */
export const ObjectMeta = z
  .strictObject({ id: Id, isActive: z.boolean(), timeCreated: Milliseconds, lastModified: Milliseconds })
  .meta({ id: 'ObjectMeta' });

/** Milliseconds since 1970, within the years that have four digits. */
export const Timestamp = wholeNumber('must be a whole number of milliseconds')
  .min(firstMs, 'is too early')
  .max(lastMs, 'is too late');

/** Free text of a person. Its length is counted in code points. */
export const Remark = z
  .string()
  .refine((text) => [...text].length <= commentLengthMax, `must be at most ${commentLengthMax} characters`);

export const CommentText = Remark.refine((text) => text.trim() !== '', 'must not be blank');

/** A comment object, or the bare string that R8 uses. */
export const Comment = z.preprocess(
  (input) => (typeof input === 'string' ? { comment: input } : input),
  z.object({ comment: CommentText }),
);

/** What a client may say about an entry of a list. Ids and times it sends along are the server's and not read. */
export const EntryMeta = z.object({ isActive: z.boolean().exactOptional(), isPrimary: z.boolean().exactOptional() });

/** The same where a client may name the stored entry it means (R7, R34). */
export const NamedEntryMeta = EntryMeta.extend({ id: Text.exactOptional() });
export type NamedEntryMeta = z.infer<typeof NamedEntryMeta>;

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item).max(listLengthMax, `at most ${listLengthMax} are allowed`);

export const distinct = <Item extends z.ZodType>(item: Item) =>
  z.array(item).refine((items) => new Set(items).size === items.length, 'must not repeat');
