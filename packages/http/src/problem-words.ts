import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type Sized = Extract<Issue, { code: 'too_small' | 'too_big' }>;

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const forms: Readonly<Record<string, string>> = {
  email: 'an email address',
  url: 'a URL',
  date: 'a date (YYYY-MM-DD)',
  datetime: 'a date and time (ISO 8601)',
};

const units: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

const counted = (count: number | bigint, noun: string): string => `${count} ${noun}${Number(count) === 1 ? '' : 's'}`;

function sized(issue: Sized): string {
  const isLeast = issue.code === 'too_small';
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const noun = units[issue.origin];
  if (noun && issue.exact) return `must have exactly ${counted(bound, noun)}`;
  if (noun && isLeast && bound === 1) return 'must not be empty';
  if (noun) return `must have at ${isLeast ? 'least' : 'most'} ${counted(bound, noun)}`;
  if (issue.inclusive) return `must be at ${isLeast ? 'least' : 'most'} ${bound}`;
  return `must be ${isLeast ? 'more' : 'less'} than ${bound}`;
}

/** What is wrong with a field, where its schema has no words of its own. It never repeats the value. */
export function problemWords(issue: Issue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nouns[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
    case 'too_big':
      return sized(issue);
    case 'invalid_format':
      return forms[issue.format] ? `must be ${forms[issue.format]}` : 'does not have the form it must have';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return 'is not a field of this request';
    case 'invalid_key':
      return 'has a name that is not allowed';
    case 'invalid_union':
      return 'has none of the allowed forms';
    case 'custom':
    case 'invalid_element':
    default:
      return 'is not valid';
  }
}
