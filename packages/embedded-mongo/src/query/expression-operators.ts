import { MongoError } from '../mongo-error.ts';
import { add, isNumeric, multiply, type Numeric, subtract } from '../values/arithmetic.ts';
import { compareValues, equalValues } from '../values/compare.ts';
import { type Document, isDocument, typeName } from '../values/document.ts';
import { sortKey } from '../values/sort-key.ts';
import { dateOperators } from './date-operators.ts';
import { stringOperators } from './string-operators.ts';

/** `named` operators take one object of named arguments, the others a list. */
export type Operator = {
  min: number;
  max: number;
  named?: string[];
  run: (args: unknown[], listed?: boolean) => unknown;
};

export const exactly = (count: number, run: Operator['run']): Operator => ({ min: count, max: count, run });
export const between = (min: number, max: number, run: Operator['run']): Operator => ({ min, max, run });

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;
const truthy = (value: unknown) => !isNothing(value) && value !== false && value !== 0;

const compared = (holds: (order: number) => boolean) => exactly(2, ([a, b]) => holds(compareWithMissing(a, b)));

// In expressions a missing field is below null, unlike in filters.
function compareWithMissing(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareValues(a, b);
}

function numeric(operator: string, value: unknown): Numeric {
  if (isNumeric(value)) return value;
  throw new MongoError(14, `${operator} only supports numeric types, not ${typeName(value)}`);
}

const oneNumber = (operator: string, run: (value: number) => number) =>
  exactly(1, ([value]) => (isNothing(value) ? null : run(Number(numeric(operator, value)))));

const sum: Operator['run'] = (args) => {
  let total: Numeric = 0;
  let date: Date | undefined;
  for (const value of args) {
    if (isNothing(value)) return null;
    if (value instanceof Date) {
      if (date) throw new MongoError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else total = add(total, numeric('$add', value));
  }
  return date ? new Date(date.getTime() + Math.round(Number(total))) : total;
};

const difference: Operator['run'] = ([a, b]) => {
  if (isNothing(a) || isNothing(b)) return null;
  if (a instanceof Date)
    return b instanceof Date ? a.getTime() - b.getTime() : new Date(a.getTime() - Number(numeric('$subtract', b)));
  return subtract(numeric('$subtract', a), numeric('$subtract', b));
};

const rounded = (operator: string, method: (value: number) => number) =>
  between(1, 2, ([value, place = 0]) => {
    if (isNothing(value) || isNothing(place)) return null;
    const scale = 10 ** Number(place);
    return method(Number(numeric(operator, value)) * scale) / scale;
  });

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Over one array argument, or over the arguments themselves. */
const overItems = (args: unknown[]): unknown[] => (args.length === 1 && Array.isArray(args[0]) ? args[0] : args);

export function extreme(items: unknown[], sign: 1 | -1): unknown {
  let best: unknown = null;
  for (const item of items)
    if (!isNothing(item) && (best === null || compareValues(item, best) * sign > 0)) best = item;
  return best;
}

export const sumOf = (items: unknown[]): Numeric => items.filter(isNumeric).reduce<Numeric>((a, b) => add(a, b), 0);

export function averageOf(items: unknown[]): number | null {
  const numbers = items.filter(isNumeric);
  return numbers.length === 0 ? null : Number(sumOf(numbers)) / numbers.length;
}

function list(operator: string, value: unknown): unknown[] | null {
  if (isNothing(value)) return null;
  if (!Array.isArray(value))
    throw new MongoError(17042, `The argument to ${operator} must be an array, but was of type: ${typeName(value)}`);
  return value;
}

function strictList(operator: string, value: unknown, code: number): unknown[] {
  if (!Array.isArray(value))
    throw new MongoError(code, `The argument to ${operator} must be an array, but was of type: ${typeName(value)}`);
  return value;
}

const distinct = (items: unknown[]) => [...new Map(items.map((item) => [sortKey(item), item])).values()];

function elementAt([items, index]: unknown[]): unknown {
  const values = list('$arrayElemAt', items);
  if (!values || isNothing(index)) return null;
  return values.at(Number(numeric('$arrayElemAt', index)));
}

function sliceOf([items, from, count]: unknown[]): unknown {
  const values = list('$slice', items);
  if (!values || isNothing(from)) return null;
  const start = Number(numeric('$slice', from));
  if (count === undefined) return start >= 0 ? values.slice(0, start) : values.slice(start);
  if (count === null) return null;
  if (Number(count) <= 0) throw new MongoError(28729, 'Third argument to $slice must be positive');
  const begin = start >= 0 ? start : Math.max(0, values.length + start);
  return values.slice(begin, begin + Number(count));
}

function mergedObjects(args: unknown[]): unknown {
  const merged: Document = {};
  for (const part of overItems(args)) {
    if (isNothing(part)) continue;
    if (!isDocument(part))
      throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(part)}`);
    Object.assign(merged, part);
  }
  return merged;
}

function arrayToObject([items]: unknown[]): unknown {
  const values = list('$arrayToObject', items);
  return (
    values &&
    Object.fromEntries(
      values.map((item) =>
        Array.isArray(item) ? [item[0], item[1]] : [(item as Document)['k'], (item as Document)['v']],
      ),
    )
  );
}

export const operators: Record<string, Operator | undefined> = {
  $eq: compared((order) => order === 0),
  $ne: compared((order) => order !== 0),
  $gt: compared((order) => order > 0),
  $gte: compared((order) => order >= 0),
  $lt: compared((order) => order < 0),
  $lte: compared((order) => order <= 0),
  $cmp: exactly(2, ([a, b]) => Math.sign(compareWithMissing(a, b))),
  $not: exactly(1, ([value]) => !truthy(value)),
  $add: between(0, Infinity, sum),
  $subtract: exactly(2, difference),
  $multiply: between(0, Infinity, (args) =>
    args.some(isNothing) ? null : args.reduce<Numeric>((a, b) => multiply(a, numeric('$multiply', b)), 1),
  ),
  $divide: exactly(2, ([a, b]) => {
    if (isNothing(a) || isNothing(b)) return null;
    if (Number(b) === 0) throw new MongoError(16608, `can't $divide by zero`);
    return Number(numeric('$divide', a)) / Number(numeric('$divide', b));
  }),
  $mod: exactly(2, ([a, b]) => {
    if (isNothing(a) || isNothing(b)) return null;
    if (Number(b) === 0) throw new MongoError(16610, `can't $mod by zero`);
    return Number(numeric('$mod', a)) % Number(numeric('$mod', b));
  }),
  $abs: oneNumber('$abs', Math.abs),
  $ceil: oneNumber('$ceil', Math.ceil),
  $floor: oneNumber('$floor', Math.floor),
  $round: rounded('$round', roundHalfEven),
  $trunc: rounded('$trunc', Math.trunc),
  $sum: between(0, Infinity, (args) => sumOf(overItems(args))),
  $avg: between(0, Infinity, (args) => averageOf(overItems(args))),
  $min: between(0, Infinity, (args) => extreme(overItems(args), -1)),
  $max: between(0, Infinity, (args) => extreme(overItems(args), 1)),
  $size: exactly(1, ([items]) => strictList('$size', items, 17124).length),
  $isArray: exactly(1, ([value]) => Array.isArray(value)),
  $isNumber: exactly(1, ([value]) => isNumeric(value)),
  $type: exactly(1, ([value]) => typeName(value)),
  $in: exactly(2, ([value, items]) => strictList('$in', items, 40081).some((item) => equalValues(item, value ?? null))),
  $arrayElemAt: exactly(2, elementAt),
  $first: exactly(1, ([items]) => (isNothing(items) ? null : strictList('$first', items, 28689)[0])),
  $last: exactly(1, ([items]) => (isNothing(items) ? null : strictList('$last', items, 28689).at(-1))),
  $slice: between(2, 3, sliceOf),
  $concatArrays: between(0, Infinity, (args) =>
    args.some(isNothing) ? null : args.flatMap((items) => strictList('$concatArrays', items, 28664)),
  ),
  $reverseArray: exactly(1, ([items]) => list('$reverseArray', items)?.toReversed() ?? null),
  $indexOfArray: exactly(2, ([items, value]) => {
    const values = list('$indexOfArray', items);
    return values && values.findIndex((item) => equalValues(item, value));
  }),
  $setUnion: between(0, Infinity, (args) =>
    args.some(isNothing)
      ? null
      : distinct(args.flatMap((items) => strictList('$setUnion', items, 17043))).toSorted(compareValues),
  ),
  $setIntersection: between(0, Infinity, (args) => {
    if (args.some(isNothing)) return null;
    const [first = [], ...rest] = args.map((items) => strictList('$setIntersection', items, 17047));
    const others = rest.map((items) => new Set(items.map(sortKey)));
    return distinct(first)
      .filter((item) => others.every((keys) => keys.has(sortKey(item))))
      .toSorted(compareValues);
  }),
  $setDifference: exactly(2, ([a, b]) => {
    if (isNothing(a) || isNothing(b)) return null;
    const taken = new Set(strictList('$setDifference', b, 17049).map(sortKey));
    return distinct(strictList('$setDifference', a, 17048)).filter((item) => !taken.has(sortKey(item)));
  }),
  $setIsSubset: exactly(2, ([a, b]) => {
    const keys = new Set(strictList('$setIsSubset', b, 17042).map(sortKey));
    return strictList('$setIsSubset', a, 17046).every((item) => keys.has(sortKey(item)));
  }),
  $anyElementTrue: exactly(1, ([items]) => strictList('$anyElementTrue', items, 17041).some(truthy)),
  $allElementsTrue: exactly(1, ([items]) => strictList('$allElementsTrue', items, 17040).every(truthy)),
  $mergeObjects: between(0, Infinity, mergedObjects),
  $objectToArray: exactly(1, ([value]) => {
    if (isNothing(value)) return null;
    if (!isDocument(value))
      throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
    return Object.entries(value).map(([k, v]) => ({ k, v }));
  }),
  $arrayToObject: exactly(1, arrayToObject),
  ...stringOperators,
  ...dateOperators,
};
