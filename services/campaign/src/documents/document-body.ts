import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { isLocalDate } from '../cadence/local-date.ts';
import { chattelTypes, type ChattelType } from './document.ts';

/** Length is counted before trimming; a text of spaces is no text. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((given) => given.trim())
    .refine((given) => given.length > 0, 'is empty');

const Description = z
  .string()
  .max(2_000)
  .nullable()
  .transform((given) => given?.trim() || null);

/** Major units with at most two decimals, as cents. Beyond that a double no longer tells one cent from the next. */
const Amount = z
  .number()
  .min(0)
  .max(70_000_000_000_000)
  .multipleOf(0.01)
  .transform((units) => Math.round(units * 100));

const MaturityDate = z.string().refine(isLocalDate, 'is no date').nullable();
const Status = z.enum(['CURRENT', 'BEHIND']);

const Loan = z.object({
  providerName: text(120),
  originalAmount: Amount,
  remainingAmount: Amount,
  currency: z.string().regex(/^[A-Za-z]{3}$/).transform((code) => code.toUpperCase()).default('USD'),
  maturityDate: MaturityDate.default(null),
  status: Status.default('CURRENT'),
}); // prettier-ignore

/** Which of them there are is asked after the shape of the rest, in words of its own. */
const ChattelTypeId = z
  .string()
  .max(200)
  .meta({ description: `One of ${chattelTypes.join(', ')}.` });

const words = { title: text(200), chattelType: ChattelTypeId, personId: Id };

/** `personId` is ours: whose document it is, where that is known. */
export const NewDocument = z.object({
  title: words.title,
  description: Description.default(null),
  chattelType: words.chattelType,
  loan: Loan.nullable().default(null),
  personId: words.personId.optional(),
});

/** What is left out stays; a description of null is cleared. */
export const DocumentChanges = z.object({
  title: words.title.optional(),
  description: Description.optional(),
  chattelType: words.chattelType.optional(),
  personId: words.personId.optional(),
});

export const LoanChanges = z.object({
  status: Status.optional(),
  remainingAmount: Amount.optional(),
  maturityDate: MaturityDate.optional(),
});

export function requireChattelType(id: string): ChattelType {
  const known = chattelTypes.find((each) => each === id);
  if (!known)
    throw new Refused('malformed', 'chattel-type-unknown', 'Invalid chattelType.', [
      { path: 'chattelType', problem: `must be one of ${chattelTypes.join(', ')}` },
    ]);
  return known;
}
