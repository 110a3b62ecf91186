import { parse } from '@fairdue/http';
import { z } from 'zod';
import { requestInvalid } from './read-wire.ts';

/** Parses a query of this family (400, code 102), in words about the first thing that is wrong. Unknown names are ignored. */
export function readQuery<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = parse(schema, query);
  if ('value' in parsed) return parsed.value;
  const [first] = parsed.faults;
  throw requestInvalid(first?.path ? `${first.path} ${first.problem}.` : (first?.problem ?? 'Invalid query.'));
}

const oneOfTwo = 'must be true or false';

/** `true` or `false` in any letter case: a typo must not silently flip a flag. */
export const Flag = z
  .string(oneOfTwo)
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], oneOfTwo))
  .transform((text) => text === 'true')
  .meta({ override: { type: 'boolean' } });

export const queryText = (lengthMax: number) => {
  const problem = `must be given once, with at most ${lengthMax} characters`;
  return z
    .string(problem)
    .refine((text) => [...text].length <= lengthMax, problem)
    .meta({ override: { type: 'string', maxLength: lengthMax } });
};

const digits = /^\d{1,15}$/;
const lastMs = Date.UTC(9999, 11, 31);
const noInstant = 'must be a number of milliseconds since 1970';

const QueryInstant = z
  .string(noInstant)
  .regex(digits, { error: noInstant, abort: true })
  .transform((text) => new Date(Number(text)))
  .refine((instant) => instant.getTime() <= lastMs, { error: noInstant, abort: true })
  .meta({ override: { type: 'integer', minimum: 0, maximum: lastMs } });

const instants = { startTime: QueryInstant.exactOptional(), endTime: QueryInstant.exactOptional() };
export type TimeWindow = { startTime?: Date; endTime?: Date };

const isForward = ({ startTime, endTime }: TimeWindow): boolean => !startTime || !endTime || startTime < endTime;

/** A query with a window of time, `startTime` inclusive, `endTime` exclusive: windows can be laid side by side without a gap or a repeat. */
export const windowWith = <Shape extends z.ZodRawShape>(others: Shape) =>
  z.object({ ...others, ...instants }).refine((query) => isForward(query as TimeWindow), {
    path: ['startTime'],
    error: 'must be before endTime',
  });
export const WindowQuery = windowWith({});

/** The window as a filter on the time of creation. */
export const createdWithin = ({ startTime, endTime }: TimeWindow): Record<string, unknown> =>
  startTime || endTime
    ? { timeCreated: { ...(startTime && { $gte: startTime }), ...(endTime && { $lt: endTime }) } }
    : {};

const countMax = 100;

const wholeNumber = (least: number) => {
  const problem = `must be a whole number of at least ${least}`;
  return z
    .string(problem)
    .regex(digits, { error: problem, abort: true })
    .transform(Number)
    .refine((number) => number >= least, problem)
    .meta({ override: { type: 'integer', minimum: least } });
};

/** Which part of a list is wanted. Nobody gets more than 100 at once, however many they ask for. */
export const extent = {
  count: wholeNumber(1)
    .transform((count) => Math.min(count, countMax))
    .default(countMax)
    .meta({ override: { type: 'integer', minimum: 1, default: countMax } }),
  offset: wholeNumber(0).default(0),
};
export type Extent = { count: number; offset: number };
