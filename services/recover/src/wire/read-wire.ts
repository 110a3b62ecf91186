import { parse } from '@fairdue/http';
import { Refused, type Fault } from '@fairdue/refused';
import type { z } from 'zod';

/** Parses a body of this family (400, code 104), with the words that this endpoint has for a wrong one. */
export function readWire<T>(schema: z.ZodType<T>, input: unknown, message = 'Invalid input.'): T {
  const parsed = parse(schema, input);
  if ('value' in parsed) return parsed.value;
  throw inputInvalid(message, parsed.faults);
}

export const inputInvalid = (message: string, faults: readonly Fault[]): Refused =>
  new Refused('malformed', 'input-invalid', message, faults);

/** A request that is wrong as a whole (400, code 102): no field to point at. */
export const requestInvalid = (message: string): Refused => new Refused('malformed', 'request-invalid', message);
