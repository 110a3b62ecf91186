import { EJSON, Timestamp } from 'bson';
import { MongoError, notSupported } from '../mongo-error.ts';
import { add, isNumeric, multiply, type Numeric } from '../values/arithmetic.ts';
import { compareValues, equalValues } from '../values/compare.ts';
import { type Document, isDocument, typeName } from '../values/document.ts';
import { addToSet, pop, pull, pullAll, push } from './array-changes.ts';

/** A field's new value from its old one; the document is for the error that names it. */
export type FieldChange = (value: unknown, document: Document) => unknown;

/** What an update operator does to the value of its field. */
export function fieldChange(operator: string, name: string, operand: unknown, now: Date): FieldChange {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return (value) => (value !== undefined && equalValues(value, operand) ? value : operand);
    case '$unset':
      return () => undefined;
    case '$inc':
      return arithmetic('increment', '$inc', name, operand, 0, add);
    case '$mul':
      return arithmetic('multiply', '$mul', name, operand, 0, (a, b) => multiply(a, b));
    case '$min':
      return (value) => (value === undefined || compareValues(operand, value) < 0 ? operand : value);
    case '$max':
      return (value) => (value === undefined || compareValues(operand, value) > 0 ? operand : value);
    case '$currentDate':
      return currentDate(operand, now);
    case '$bit':
      return bitwise(operand);
    case '$push':
      return push(name, operand);
    case '$addToSet':
      return addToSet(name, operand);
    case '$pull':
      return pull(operand);
    case '$pullAll':
      return pullAll(operand);
    case '$pop':
      return pop(name, operand);
    default:
      throw notSupported(`the update operator ${operator}`);
  }
}

function arithmetic(
  verb: string,
  operator: string,
  name: string,
  operand: unknown,
  missing: number,
  compute: (a: Numeric, b: Numeric) => Numeric,
): FieldChange {
  if (!isNumeric(operand))
    throw new MongoError(14, `Cannot ${verb} with non-numeric argument: {${name}: ${EJSON.stringify(operand)}}`);
  return (value, document) => {
    if (value === undefined) return compute(missing, operand);
    if (!isNumeric(value))
      throw new MongoError(
        14,
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${EJSON.stringify(document['_id'])}} has the field '${name.split('.').at(-1)}' of non-numeric type ${typeName(value)}`,
      );
    return compute(value, operand);
  };
}

function currentDate(operand: unknown, now: Date): FieldChange {
  const type = isDocument(operand) ? operand['$type'] : operand === true || operand === false ? 'date' : undefined;
  if (type === 'date') return () => now;
  if (type === 'timestamp') return () => new Timestamp({ t: Math.floor(now.getTime() / 1_000), i: 1 });
  throw new MongoError(
    2,
    `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
}

const bitOperations: Record<string, ((a: number, b: number) => number) | undefined> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bitwise(operand: unknown): FieldChange {
  if (!isDocument(operand)) throw new MongoError(2, 'The $bit modifier is not compatible with that argument');
  const steps = Object.entries(operand);
  if (steps.length === 0) throw new MongoError(2, 'You must pass in at least one bitwise operation to $bit');
  const isInt = (value: unknown): value is number => Number.isInteger(value) && ((value as number) | 0) === value;
  for (const [name, mask] of steps) {
    if (!bitOperations[name])
      throw new MongoError(2, `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (!isInt(mask)) throw new MongoError(2, `The $bit modifier field must be an Integer(32/64 bit): ${String(mask)}`);
  }
  return (value = 0) => {
    if (!isInt(value)) throw new MongoError(2, `Cannot apply $bit to a value of non-integral type ${typeName(value)}`);
    return steps.reduce(
      (bits, [name, mask]) => (bitOperations[name] as (a: number, b: number) => number)(bits, mask as number),
      value,
    );
  };
}
