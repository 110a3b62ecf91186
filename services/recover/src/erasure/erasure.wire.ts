import { z } from 'zod';
import { Id, Instant } from '@fairdue/contracts';
import type { Erasure } from './erasure.ts';

export const ErasureRequest = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta({ description: 'Why, kept for ever with the evidence: it names nobody.' }),
  beforeRetentionEnds: z
    .boolean()
    .default(false)
    .meta({ description: 'Erase also what the law would keep for longer. It becomes evidence.' }),
});

export const ErasureBody = z
  .strictObject({
    customerId: Id,
    state: z.enum(['asked', 'under-way', 'done']),
    reason: z.string(),
    beforeRetentionEnds: z.boolean(),
    askedBy: z.string(),
    askedAt: Instant,
    confirmedBy: z.string().nullable(),
    confirmedAt: Instant.nullable(),
    /** When this service had nothing left. The others follow within seconds, each by itself. */
    doneAt: Instant.nullable(),
  })
  .meta({ id: 'Erasure' });

export const erasureBody = (erasure: Erasure): z.infer<typeof ErasureBody> => {
  const { _id: customerId, state, reason, beforeRetentionEnds, askedBy, askedAt, confirmedBy } = erasure;
  return {
    ...{ customerId, state, reason, beforeRetentionEnds },
    askedBy: askedBy.id,
    askedAt: askedAt.toISOString(),
    confirmedBy: confirmedBy?.id ?? null,
    confirmedAt: erasure.confirmedAt?.toISOString() ?? null,
    doneAt: erasure.doneAt?.toISOString() ?? null,
  };
};
