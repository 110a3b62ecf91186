import { z } from 'zod';
import { parse, read } from './read.ts';

const Body = z.strictObject({
  name: z.string().min(1).max(3),
  amountCents: z.int().positive().exactOptional(),
  share: z.number().min(0).lt(1).exactOptional(),
  channel: z.enum(['email', 'text']).exactOptional(),
  version: z.literal(2).exactOptional(),
  isSensitive: z.boolean().exactOptional(),
  people: z
    .array(z.strictObject({ email: z.email() }))
    .min(2)
    .exactOptional(),
  codes: z.array(z.string()).length(1).exactOptional(),
  startAt: z.union([z.iso.datetime(), z.iso.date()]).exactOptional(),
  endAt: z.iso.datetime().exactOptional(),
  day: z.iso.date().exactOptional(),
  site: z.url().exactOptional(),
  zip: z
    .string()
    .regex(/^\d{5}$/)
    .exactOptional(),
  state: z.string().length(2, 'must be two letters').exactOptional(),
  times: z.int().multipleOf(5).exactOptional(),
  notes: z.record(z.string().max(2), z.string()).exactOptional(),
  even: z
    .int()
    .refine((n) => n % 2 === 0)
    .exactOptional(),
});

test.each([
  [{ name: undefined }, 'name', 'required'],
  [{ name: 5 }, 'name', 'must be a text'],
  [{ name: '' }, 'name', 'must not be empty'],
  [{ name: 'long' }, 'name', 'must have at most 3 characters'],
  [{ amountCents: 1.5 }, 'amountCents', 'must be a whole number'],
  [{ amountCents: '5' }, 'amountCents', 'must be a number'],
  [{ amountCents: 0 }, 'amountCents', 'must be more than 0'],
  [{ share: -1 }, 'share', 'must be at least 0'],
  [{ share: 1 }, 'share', 'must be less than 1'],
  [{ channel: 'sms' }, 'channel', 'must be one of email, text'],
  [{ version: 1 }, 'version', 'must be 2'],
  [{ isSensitive: 'yes' }, 'isSensitive', 'must be true or false'],
  [{ people: {} }, 'people', 'must be a list'],
  [{ people: [] }, 'people', 'must have at least 2 items'],
  [{ people: [{ email: 'a@b.example' }, { email: 'nobody' }] }, 'people[1].email', 'must be an email address'],
  [{ people: [{ email: 'a@b.example' }, 'x'] }, 'people[1]', 'must be an object'],
  [
    { people: [{ email: 'a@b.example' }, { email: 'a@b.example', age: 5 }] },
    'people[1].age',
    'is not a field of this request',
  ],
  [{ codes: [] }, 'codes', 'must have exactly 1 item'],
  [{ startAt: 'soon' }, 'startAt', 'has none of the allowed forms'],
  [{ endAt: 'soon' }, 'endAt', 'must be a date and time (ISO 8601)'],
  [{ day: 'soon' }, 'day', 'must be a date (YYYY-MM-DD)'],
  [{ site: 'here' }, 'site', 'must be a URL'],
  [{ zip: '1' }, 'zip', 'does not have the form it must have'],
  [{ state: 'ILL' }, 'state', 'must be two letters'],
  [{ times: 3 }, 'times', 'must be a multiple of 5'],
  [{ notes: { long: '' } }, 'notes.long', 'has a name that is not allowed'],
  [{ even: 3 }, 'even', 'is not valid'],
])('of %j it says where and what in our own words', (wrong, path, problem) => {
  const parsed = parse(Body, { name: 'A', ...wrong });

  expect(parsed).toEqual({ faults: [expect.objectContaining({ path, problem })] });
});

test('every unknown field is a fault of its own, and every fault is told', () => {
  expect(parse(Body, { a: 1, b: 2 })).toEqual({
    faults: [
      { path: 'name', problem: 'required', kind: 'missing' },
      { path: 'a', problem: 'is not a field of this request' },
      { path: 'b', problem: 'is not a field of this request' },
    ],
  });
});

test('a value that stands alone is named by who reads it', () => {
  expect(() => read(z.iso.date(), 'soon', 'day')).toThrow(
    expect.objectContaining({
      code: 'request-invalid',
      message: 'day: must be a date (YYYY-MM-DD)',
      faults: [{ path: 'day', problem: 'must be a date (YYYY-MM-DD)' }],
    }),
  );
});
