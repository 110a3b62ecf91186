import { z } from 'zod';

/** What `idempotent` reads. */
export const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .exactOptional()
    .meta({ description: 'The same request sent again with the same key within 24 hours is answered the same way.' }),
});
