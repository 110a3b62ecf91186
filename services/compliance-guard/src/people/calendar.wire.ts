import { Channel, Id, Theme } from '@fairdue/contracts';
import { z } from 'zod';

/** Without a contact the one that is tried first on that channel; without debts all open ones. */
export const CalendarQuery = z.strictObject({
  channel: Channel,
  days: z.coerce.number().int().min(1).max(31).default(7),
  contactId: Id.optional(),
  theme: Theme.default('opsCollDebt'),
  debtId: Id.optional(),
});

const time = { from: z.iso.datetime(), until: z.iso.datetime() };
const Closing = z.strictObject({
  ruleId: z.string().nullable(),
  reasonCode: z.string(),
  message: z.string(),
  citations: z.array(z.strictObject({ authority: z.string(), reference: z.string() })),
});

/** Lawful windows, and the gaps between them with every rule that closes one. A forecast by the facts of now. */
export const CalendarBody = z.strictObject({
  personId: Id,
  contactId: Id,
  channel: Channel,
  theme: Theme,
  timeZones: z.array(z.string()),
  ...time,
  windows: z.array(z.strictObject(time)),
  gaps: z.array(z.strictObject({ ...time, closedBy: z.array(Closing).min(1) })),
});
