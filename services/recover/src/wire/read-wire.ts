import { Refused, type Fault } from '@fairdue/refused';
import { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const nouns: Record<string, string> = { array: 'a list', object: 'an object', int: 'a whole number' };

/** Words of this family for what zod reports, where a schema says nothing of its own. */
function problemOf(issue: Issue): string | undefined {
  if (issue.input === undefined) return 'required';
  if (issue.code === 'invalid_type') return `must be ${nouns[issue.expected] ?? `a ${issue.expected}`}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return undefined;
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');

export type Parsed<T> = { value: T } | { faults: Fault[] };

/** Parses a body, or says for every wrong field where it is and what is wrong with it. */
export function parseWire<T>(schema: z.ZodType<T>, input: unknown): Parsed<T> {
  const parsed = schema.safeParse(input, { error: problemOf });
  if (parsed.success) return { value: parsed.data };
  return { faults: parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), problem: message })) };
}

/** Parses a body of this family (400, code 104), with the words that this endpoint has for a wrong one. */
export function readWire<T>(schema: z.ZodType<T>, input: unknown, message = 'Invalid input.'): T {
  const parsed = parseWire(schema, input);
  if ('value' in parsed) return parsed.value;
  throw inputInvalid(message, parsed.faults);
}

export const inputInvalid = (message: string, faults: readonly Fault[]): Refused =>
  new Refused('malformed', 'input-invalid', message, faults);

/** A request that is wrong as a whole (400, code 102): no field to point at. */
export const requestInvalid = (message: string): Refused => new Refused('malformed', 'request-invalid', message);
