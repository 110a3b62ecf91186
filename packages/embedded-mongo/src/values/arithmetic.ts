import { Long } from 'bson';
import { MongoError } from '../mongo-error.ts';

export type Numeric = number | Long;

export const isNumeric = (value: unknown): value is Numeric =>
  typeof value === 'number' || (value instanceof Long && value._bsontype === 'Long');

export const add = (a: Numeric, b: Numeric): Numeric =>
  exact(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
export const subtract = (a: Numeric, b: Numeric): Numeric =>
  exact(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
export const multiply = (a: Numeric, b: Numeric): Numeric =>
  exact(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );

/** Integers stay exact: beyond 2^53 they are computed as 64-bit integers, and beyond those it is an error. */
function exact(
  a: Numeric,
  b: Numeric,
  doubles: (x: number, y: number) => number,
  integers: (x: bigint, y: bigint) => bigint,
): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = doubles(a, b) + 0; // integers know no -0
    if (Number.isSafeInteger(result) || !Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return result;
  }
  if ((typeof a === 'number' && !Number.isSafeInteger(a)) || (typeof b === 'number' && !Number.isSafeInteger(b)))
    return doubles(Number(a), Number(b));
  const result = integers(toBigInt(a), toBigInt(b));
  if (BigInt.asIntN(64, result) !== result)
    throw new MongoError(2, `The result does not fit a 64-bit integer: ${result}`);
  return Long.fromBigInt(result);
}

const toBigInt = (value: Numeric) => (typeof value === 'number' ? BigInt(value) : value.toBigInt());
