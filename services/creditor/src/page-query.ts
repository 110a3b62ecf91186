import { z } from 'zod';

/** `limit` and `after` of every list of this family. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(1_024).optional(),
});

/** How every list of this family ends: with the `after` of its next page, or null. */
export const PageEnd = { next: z.string().nullable() };
