import { Refused } from '@fairdue/refused';
import type { z } from 'zod';

/** `customers[0].emails[1].email`, as a person would write it. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

/**
 * Parses what came from outside, once, at the door. A parse that fails anywhere else is our bug, not a 400.
 * `faults` says where and why; it never repeats the value, which may be personal.
 */
export function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), problem: message }));
  const [first] = faults;
  throw new Refused(
    'malformed',
    'request-invalid',
    first?.path ? `${first.path}: ${first.problem}` : (first?.problem ?? 'The request is invalid.'),
    faults,
  );
}
