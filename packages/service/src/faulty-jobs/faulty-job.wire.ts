import { z } from 'zod';
import type { FaultyTimer } from '@fairdue/timers';

export const FaultyJobQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) });

const Named = z.string().min(1).max(500);
/** One row by its id, or all of a kind: those that a mended cause had in common. */
export const RedriveJobsRequest = z.union([z.strictObject({ id: Named }), z.strictObject({ kind: Named })]);

const Instant = z.iso.datetime();

/** A job or timer that stands aside because it alone kept failing, without what it carries. */
export const FaultyJobBody = z.strictObject({
  id: z.string(),
  kind: z.string(),
  key: z.string(),
  dueAt: Instant,
  failingSince: Instant.nullable(),
  attempts: z.int(),
  cause: z.string().nullable(),
});
/** Those that have failed for longest; `total` is how many there are. */
export const FaultyJobList = z.strictObject({ items: z.array(FaultyJobBody), total: z.int() });
export const RedrivenJobsBody = z.strictObject({ redriven: z.int() });

export const faultyJob = ({ dueAt, failingSince, ...row }: FaultyTimer): z.output<typeof FaultyJobBody> => ({
  ...row,
  dueAt: dueAt.toISOString(),
  failingSince: failingSince?.toISOString() ?? null,
});
