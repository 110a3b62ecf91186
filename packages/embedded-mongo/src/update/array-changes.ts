import { EJSON } from 'bson';
import { compileFilter } from '../query/compile-filter.ts';
import { parseSort, sortDocuments } from '../query/sort.ts';
import { MongoError } from '../mongo-error.ts';
import { compareValues, equalValues } from '../values/compare.ts';
import { type Document, hasOperators, isDocument, isRegex, typeName } from '../values/document.ts';
import { sortKey } from '../values/sort-key.ts';

type FieldChange = (value: unknown, document: Document) => unknown;

const pushModifiers = new Set(['$each', '$slice', '$sort', '$position']);

export function push(name: string, operand: unknown): FieldChange {
  const modifiers: Document = isDocument(operand) && '$each' in operand ? operand : { $each: [operand] };
  const { $each: items, $slice: slice, $sort: sort, $position: position } = modifiers;
  for (const modifier of Object.keys(modifiers))
    if (!pushModifiers.has(modifier)) throw new MongoError(2, `Unrecognized clause in $push: ${modifier}`);
  if (!Array.isArray(items))
    throw new MongoError(2, `The argument to $each in $push must be an array but it was of type: ${typeName(items)}`);
  if (slice !== undefined && !Number.isInteger(slice))
    throw new MongoError(2, 'The value for $slice must be an integer value');
  if (position !== undefined && !Number.isInteger(position))
    throw new MongoError(2, 'The value for $position must be an integer value');
  return (value, document) => {
    const array = [...arrayAt(name, value, document)];
    const at = position === undefined ? array.length : (position as number);
    array.splice(at, 0, ...(items as unknown[]));
    const ordered = sort === undefined ? array : sorted(array, sort);
    if (slice === undefined) return ordered;
    return (slice as number) >= 0 ? ordered.slice(0, slice as number) : ordered.slice(slice as number);
  };
}

function sorted(items: unknown[], sort: unknown): unknown[] {
  if (isDocument(sort)) {
    // Items that are not documents have none of the fields.
    return sortDocuments(items, parseSort(sort), (item) => (isDocument(item) ? item : {}));
  }
  if (sort !== 1 && sort !== -1) throw new MongoError(2, 'The $sort element value must be either 1 or -1');
  return items.toSorted((a, b) => compareValues(a, b) * sort);
}

export function addToSet(name: string, operand: unknown): FieldChange {
  const each = isDocument(operand) && Object.keys(operand)[0] === '$each' ? operand['$each'] : [operand];
  if (!Array.isArray(each))
    throw new MongoError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    );
  return (value, document) => {
    if (value !== undefined && !Array.isArray(value)) throw notAnArray('$addToSet', name, value, document);
    const array = [...((value as unknown[] | undefined) ?? [])];
    const keys = new Set(array.map(sortKey));
    for (const item of each as unknown[]) {
      const key = sortKey(item);
      if (keys.has(key)) continue;
      keys.add(key);
      array.push(item);
    }
    return array;
  };
}

export function pull(operand: unknown): FieldChange {
  const test = pullTest(operand);
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw new MongoError(2, 'Cannot apply $pull to a non-array value');
    return value.filter((item) => !test(item));
  };
}

function pullTest(operand: unknown): (item: unknown) => boolean {
  if (hasOperators(operand)) {
    if ('$not' in operand) throw new MongoError(2, 'unknown top level operator: $not');
    const test = compileFilter({ item: operand });
    return (item) => test({ item });
  }
  if (isDocument(operand)) {
    const test = compileFilter(operand);
    return (item) => isDocument(item) && test(item);
  }
  if (isRegex(operand)) {
    const test = compileFilter({ item: operand });
    return (item) => !Array.isArray(item) && test({ item });
  }
  return (item) => equalValues(item, operand);
}

export function pullAll(operand: unknown): FieldChange {
  if (!Array.isArray(operand))
    throw new MongoError(2, `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  const keys = new Set(operand.map(sortKey));
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw new MongoError(2, 'Cannot apply $pull to a non-array value');
    return value.filter((item) => !keys.has(sortKey(item)));
  };
}

export function pop(name: string, operand: unknown): FieldChange {
  if (operand !== 1 && operand !== -1)
    throw new MongoError(9, `$pop expects 1 or -1, found: ${EJSON.stringify(operand)}`);
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value))
      throw new MongoError(14, `Path '${name}' contains an element of non-array type '${typeName(value)}'`);
    return operand === 1 ? value.slice(0, -1) : value.slice(1);
  };
}

function arrayAt(name: string, value: unknown, document: Document): unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw notAnArray('$push', name, value, document);
}

const notAnArray = (operator: string, name: string, value: unknown, document: Document) =>
  operator === '$push'
    ? new MongoError(
        2,
        `The field '${name}' must be an array but is of type ${typeName(value)} in document {_id: ${EJSON.stringify(document['_id'])}}`,
      )
    : new MongoError(
        2,
        `Cannot apply ${operator} to non-array field. Field named '${name}' has non-array type ${typeName(value)}`,
      );
