import { Channel, HoldFacts, HoldReason, Id, RecordedBy } from '@fairdue/contracts';
import { z } from 'zod';
import type { Hold } from '../customers/customer.ts';
import { holdFacts } from './hold.ts';

export const HoldRequest = z.strictObject({
  customerId: Id,
  reason: HoldReason,
  channels: z.array(Channel).default([]),
  themes: z.enum(['all', 'collection']).default('collection'),
  contactIds: z.array(Id).max(1_000).default([]),
  debtIds: z.array(Id).max(1_000).default([]),
  /** The last day on which it holds. */
  endDate: z.iso.date().nullable().default(null),
});
export const HoldQuery = z.object({ customerId: Id });
export const LiftRequest = z.strictObject({ customerId: Id, reason: z.string().min(1).max(500) });

/** A hold with its history. Empty `channels`, `contactIds` or `debtIds` mean all of them. */
export const HoldBody = z.strictObject({
  customerId: Id,
  ...HoldFacts.shape,
  source: z.strictObject(HoldFacts.shape.source.shape),
  placedAt: z.iso.datetime(),
  liftedAt: z.iso.datetime().nullable(),
  recordedBy: z.strictObject(RecordedBy.shape),
});

/** Everything of one customer at once. */
export const HoldList = z.strictObject({ items: z.array(HoldBody), next: z.null() });

export const holdBody = (customerId: string, hold: Hold): z.output<typeof HoldBody> => ({
  customerId,
  ...holdFacts(hold),
  placedAt: hold.placedAt.toISOString(),
  liftedAt: hold.liftedAt?.toISOString() ?? null,
  recordedBy: hold.recordedBy,
});
