import type { z } from 'zod';
import { read } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

/** Parses a query string; this family says `Invalid query.` where a body is `Invalid body.`. */
export function readQuery<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  try {
    return read(schema, query);
  } catch (error) {
    if (error instanceof Refused) throw new Refused('malformed', 'query-invalid', 'Invalid query.', error.faults);
    throw error;
  }
}
