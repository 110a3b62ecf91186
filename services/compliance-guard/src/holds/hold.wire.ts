import { Channel, HoldFacts, Id, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import type { Hold } from '../customers/customer.ts';
import { HoldKind } from '../rules/words.ts';
import { holdFacts } from './hold.ts';

export const HoldRequest = z
  .strictObject({
    customerId: Id,
    reason: HoldKind,
    channels: z.array(Channel).default([]),
    themes: z.enum(['all', 'collection']).default('collection'),
    contactIds: z.array(Id).max(1_000).default([]),
    debtIds: z.array(Id).max(1_000).default([]),
    /** The first day on which it holds; unsaid: from now on. */
    startDate: z.iso.date().optional(),
    /** The last day on which it holds. */
    endDate: z.iso.date().nullable().default(null),
    /** Why, in words; unsaid: those of the audit header. */
    description: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ startDate, endDate }) => !startDate || !endDate || startDate <= endDate, {
    path: ['endDate'],
    error: 'must not be before startDate',
  });
export const HoldQuery = z.strictObject({ customerId: Id });
export const LiftRequest = z.strictObject({ customerId: Id, reason: z.string().min(1).max(500) });
export const LiftConfirmation = z.strictObject({ customerId: Id });

const Who = z.strictObject(RecordedBy.shape);

/** A hold with its history. Empty `channels`, `contactIds` or `debtIds` mean all of them. */
export const HoldBody = z.strictObject({
  customerId: Id,
  ...HoldFacts.shape,
  reason: HoldKind,
  source: z.strictObject(HoldFacts.shape.source.shape),
  placedAt: z.iso.datetime(),
  liftedAt: z.iso.datetime().nullable(),
  recordedBy: Who,
  /** Who asked for it to be lifted, where a second person has to confirm. */
  liftAskedBy: Who.nullable(),
  liftedBy: Who.nullable(),
});

/** Everything of one customer at once. */
export const HoldList = z.strictObject({ items: z.array(HoldBody), next: z.null() });

export const holdBody = (customerId: string, hold: Hold): z.output<typeof HoldBody> => ({
  customerId,
  ...holdFacts(hold),
  placedAt: hold.placedAt.toISOString(),
  liftedAt: hold.liftedAt?.toISOString() ?? null,
  recordedBy: hold.recordedBy,
  liftAskedBy: hold.liftAsked?.by ?? null,
  liftedBy: hold.liftedBy ?? null,
});
