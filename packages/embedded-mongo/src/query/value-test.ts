import { BSONRegExp, Long } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { isNumeric } from '../values/arithmetic.ts';
import { compareValues, equalValues } from '../values/compare.ts';
import { type Document, hasOperators, isRegex, typeName } from '../values/document.ts';
import { sortKey, typeBracket } from '../values/sort-key.ts';

/** Tests one value; undefined stands for a field that is not there. */
export type ValueTest = (value: unknown) => boolean;

export function valueTest(operator: string, operand: unknown): ValueTest {
  switch (operator) {
    case '$eq':
      return equalTo(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, operand);
    case '$in':
      return oneOf(operand);
    case '$mod':
      return remainder(operand);
    case '$type':
      return ofType(operand);
    default:
      throw new MongoError(2, `unknown operator: ${operator}`);
  }
}

function equalTo(operand: unknown): ValueTest {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => value !== undefined && equalValues(value, operand);
}

function comparison(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: unknown): ValueTest {
  if (isRegex(operand)) throw new MongoError(2, `Can't have RegEx as arg to predicate over field.`);
  const orEqual = operator === '$gte' || operator === '$lte';
  const sign = operator === '$gt' || operator === '$gte' ? 1 : -1;
  if (operand === null || operand === undefined) return (value) => orEqual && (value === null || value === undefined);
  if (Number.isNaN(operand)) return (value) => orEqual && Number.isNaN(value);
  const name = typeName(operand);
  if (name === 'minKey' || name === 'maxKey')
    return (value) => {
      const order = compareValues(value, operand) * sign;
      return value !== undefined && (order > 0 || (orEqual && order === 0));
    };
  const bracket = typeBracket(operand);
  return (value) => {
    if (value === undefined || value === null || Number.isNaN(value) || typeBracket(value) !== bracket) return false;
    const order = compareValues(value, operand) * sign;
    return order > 0 || (orEqual && order === 0);
  };
}

function oneOf(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError(2, '$in needs an array');
  if (operand.some((item) => hasOperators(item))) throw new MongoError(2, 'cannot nest $ under $in');
  const patterns = operand.filter(isRegex).map((pattern) => regexTest(pattern));
  const keys = new Set(operand.map(sortKey));
  return (value) => keys.has(sortKey(value)) || patterns.some((test) => test(value));
}

function remainder(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError(2, 'malformed mod, needs to be an array');
  if (operand.length < 2) throw new MongoError(2, 'malformed mod, not enough elements');
  if (operand.length > 2) throw new MongoError(2, 'malformed mod, too many elements');
  const [divisor, rest] = operand.map((n) => (typeof n === 'number' ? Math.trunc(n) : Number.NaN)) as [number, number];
  if (Number.isNaN(divisor)) throw new MongoError(2, 'malformed mod, divisor not a number');
  if (Number.isNaN(rest)) throw new MongoError(2, 'malformed mod, remainder not a number');
  if (divisor === 0) throw new MongoError(2, 'divisor cannot be 0');
  return (value) => {
    if (value instanceof Long && isNumeric(value)) return value.toBigInt() % BigInt(divisor) === BigInt(rest);
    return typeof value === 'number' && Math.trunc(value) % divisor === rest;
  };
}

const typeCodes: Record<number, string> = {
  1: 'double', 2: 'string', 3: 'object', 4: 'array', 5: 'binData', 7: 'objectId', 8: 'bool', 9: 'date', 10: 'null',
  11: 'regex', 16: 'int', 17: 'timestamp', 18: 'long', 127: 'maxKey', [-1]: 'minKey',
}; // prettier-ignore
const typeNames = new Set([...Object.values(typeCodes), 'number']);

function ofType(operand: unknown): ValueTest {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map((type) => {
    const name = typeof type === 'number' ? typeCodes[type] : type;
    if (typeof name !== 'string' || !typeNames.has(name))
      throw new MongoError(2, `Unknown type name alias: ${String(type)}`);
    return name;
  });
  const names = new Set(wanted.flatMap((name) => (name === 'number' ? ['int', 'long', 'double'] : [name])));
  return (value) => value !== undefined && names.has(typeName(value));
}

/** Strings that match, and a stored regular expression that is the same one. */
export function regexTest(pattern: unknown, options?: unknown): ValueTest {
  const regex = toRegExp(pattern, options);
  return (value) => (typeof value === 'string' ? regex.test(value) : isRegex(value) && equalValues(value, pattern));
}

export function toRegExp(pattern: unknown, options?: unknown): RegExp {
  const [source, own] =
    pattern instanceof RegExp
      ? [pattern.source, pattern.flags]
      : pattern instanceof BSONRegExp
        ? [pattern.pattern, pattern.options]
        : [pattern, ''];
  if (typeof source !== 'string') throw new MongoError(2, '$regex has to be a string');
  const flags = options ?? own;
  if (typeof flags !== 'string') throw new MongoError(2, '$options has to be a string');
  // PCRE's x (free spacing) has no counterpart in JavaScript.
  if (/[^imsugdy]/.test(flags)) throw new MongoError(51108, `invalid flag in regex options: ${flags}`);
  try {
    return new RegExp(source, flags.replace(/[^ims]/g, '') + (/[\u0080-\uffff]|\\p\{/.test(source) ? 'u' : ''));
  } catch (error) {
    throw new MongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

export const isRegexCondition = (condition: unknown): condition is Document | RegExp | BSONRegExp =>
  isRegex(condition) || (hasOperators(condition) && '$regex' in condition);
