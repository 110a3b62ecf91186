import { EJSON, Long, ObjectId } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { isNumeric } from '../values/arithmetic.ts';
import { isDocument, typeName } from '../values/document.ts';

type Run = (args: unknown[]) => unknown;
const exactly = (count: number, run: Run) => ({ min: count, max: count, run });
const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** What $toUpper and its like take: null is '', numbers and dates become text. */
function text(operator: string, value: unknown): string {
  if (isNothing(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumeric(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new MongoError(16007, `can't convert from BSON type ${typeName(value)} to String, as ${operator} needs`);
}

function toText(value: unknown): unknown {
  if (isNothing(value)) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumeric(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  throw new MongoError(
    241,
    `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
  );
}

function toNumber(target: 'int' | 'long' | 'double', value: unknown): unknown {
  if (isNothing(value)) return null;
  const failed = (why: string) =>
    new MongoError(241, `Failed to convert ${typeName(value)} to ${target} in $convert with no onError value: ${why}`);
  let number: number;
  if (typeof value === 'boolean') number = value ? 1 : 0;
  else if (value instanceof Long) {
    if (target === 'long') return value;
    number = Number(value);
  } else if (typeof value === 'number') number = value;
  else if (value instanceof Date && target !== 'int') number = value.getTime();
  else if (typeof value === 'string') {
    const whole = target !== 'double';
    if (!(whole ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/).test(value)) throw failed('not a number');
    number = Number(value);
  } else throw failed('unsupported conversion');
  if (target === 'double') return number;
  const integer = Math.trunc(number);
  const limit = target === 'int' ? 2 ** 31 : 2 ** 63;
  if (!(integer >= -limit && integer < limit)) throw failed('out of range');
  return integer;
}

function substring([value, from, count]: unknown[]): string {
  const points = [...text('$substrCP', value)];
  return points.slice(Number(from), Number(from) + Number(count)).join('');
}

const only = (operator: string, value: unknown, code: number): string => {
  if (typeof value !== 'string')
    throw new MongoError(code, `${operator} requires a string argument, found: ${typeName(value)}`);
  return value;
};

const trimmed = (operator: string, trim: (value: string) => string) => ({
  min: 1,
  max: 1,
  named: ['input'],
  run: ([named]: unknown[]) => {
    const input = isDocument(named) ? named['input'] : undefined;
    return isNothing(input) ? null : trim(only(operator, input, 50699));
  },
});

export const stringOperators = {
  $concat: {
    min: 0,
    max: Infinity,
    run: (args: unknown[]) => (args.some(isNothing) ? null : args.map((part) => only('$concat', part, 16702)).join('')),
  },
  // Only ASCII changes case in mongod.
  $toUpper: exactly(1, ([value]) => text('$toUpper', value).replace(/[a-z]+/g, (part) => part.toUpperCase())),
  $toLower: exactly(1, ([value]) => text('$toLower', value).replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  $strLenCP: exactly(1, ([value]) => [...only('$strLenCP', value, 34471)].length),
  $strLenBytes: exactly(1, ([value]) => Buffer.byteLength(only('$strLenBytes', value, 34473))),
  $strcasecmp: exactly(2, ([a, b]) => {
    const [x, y] = [text('$strcasecmp', a).toUpperCase(), text('$strcasecmp', b).toUpperCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  }),
  $substrCP: exactly(3, substring),
  $split: exactly(2, ([value, by]) =>
    isNothing(value) || isNothing(by) ? null : only('$split', value, 40085).split(only('$split', by, 40086)),
  ),
  $trim: trimmed('$trim', (value) => value.trim()),
  $ltrim: trimmed('$ltrim', (value) => value.trimStart()),
  $rtrim: trimmed('$rtrim', (value) => value.trimEnd()),
  $toString: exactly(1, ([value]) => toText(value)),
  $toInt: exactly(1, ([value]) => toNumber('int', value)),
  $toLong: exactly(1, ([value]) => toNumber('long', value)),
  $toDouble: exactly(1, ([value]) => toNumber('double', value)),
  $toBool: exactly(1, ([value]) => (isNothing(value) ? null : value !== false && value !== 0)),
  $toObjectId: exactly(1, ([value]) => {
    if (isNothing(value)) return null;
    if (value instanceof ObjectId) return value;
    if (typeof value === 'string' && /^[0-9a-fA-F]{24}$/.test(value)) return new ObjectId(value);
    throw new MongoError(241, `Failed to parse objectId in $convert with no onError value: ${EJSON.stringify(value)}`);
  }),
};
