import { Refused, type Fault } from '@fairdue/refused';
import type { z } from 'zod';
import { problemWords } from './problem-words.ts';

/** `customers[0].emails[1].email`, as a person would write it. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

/** An unknown field is a fault at that field, not at what it stands in. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const problem = issue.message;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), problem }));
  const path = pathText(issue.path);
  if (problem === 'required') return [{ path, problem, kind: 'missing' }];
  return [{ path, problem, ...(issue.code === 'invalid_value' && { kind: 'no-option' }) }];
}

export type Parsed<T> = { value: T } | { faults: Fault[] };

/** Parses what came from outside, or says in the platform's words for every fault where it is and what is wrong. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): Parsed<z.output<S>> {
  const parsed = schema.safeParse(input, { error: problemWords });
  return parsed.success ? { value: parsed.data } : { faults: parsed.error.issues.flatMap(faultsOf) };
}

/**
 * Parses what came from outside, once, at the door. A parse that fails anywhere else is our bug, not a 400.
 * `faults` says where and why; it never repeats the value, which may be personal. `name` is that of a value that stands
 * alone, as one of a path does.
 */
export function read<S extends z.ZodType>(schema: S, input: unknown, name = ''): z.output<S> {
  const parsed = parse(schema, input);
  if ('value' in parsed) return parsed.value;
  const faults = parsed.faults.map(({ path, ...fault }) => ({ path: path || name, ...fault }));
  const [first] = faults;
  throw new Refused(
    'malformed',
    'request-invalid',
    first?.path ? `${first.path}: ${first.problem}` : (first?.problem ?? 'The request is invalid.'),
    faults,
  );
}
