import { z } from 'zod';
import { AddressList, EmailList, PhoneList } from '../contacts/contact.schema.ts';
import { DebtRequest } from '../debts/debt.schema.ts';
import { CalendarDate, Comment, listOf, RequiredText, Text } from '../wire/scalars.ts';

export const Name = z.object({ firstName: RequiredText, middleName: Text.exactOptional(), lastName: RequiredText });
const Business = z.object({
  name: Text.exactOptional(),
  url: Text.regex(/^https?:\/\//, 'must start with http:// or https://').exactOptional(),
});

const atLeastOne = 'at least one is required';

/** A customer as a creditor places them. Unknown fields are dropped. */
export const CustomerRequest = z
  .object({
    name: Name,
    dateOfBirth: CalendarDate.exactOptional(),
    businesses: listOf(Business).exactOptional(),
    addresses: AddressList.min(1, atLeastOne),
    phones: PhoneList.exactOptional(),
    emails: EmailList.min(1, atLeastOne),
    comments: listOf(Comment).exactOptional(),
    reference: RequiredText.exactOptional(),
    debts: z.array(DebtRequest).min(1, atLeastOne).max(1_000, 'at most 1000 are allowed'),
    ssn: z
      .string()
      .regex(/^\d{9}$/, 'must be nine digits')
      .exactOptional(),
  })
  .meta({ id: 'CustomerRequest' });
export type CustomerRequest = z.infer<typeof CustomerRequest>;
