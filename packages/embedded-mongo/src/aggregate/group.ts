import { MongoError } from '../mongo-error.ts';
import { add, isNumeric, type Numeric } from '../values/arithmetic.ts';
import { compileExpression, type Expression, type Variables } from '../query/expression.ts';
import { averageOf, extreme } from '../query/expression-operators.ts';
import { type Document, isDocument } from '../values/document.ts';
import { sortKey } from '../values/sort-key.ts';

/** Takes values one by one and gives the result of a group. */
type Accumulator = { take: (value: unknown) => void; result: () => unknown };

const accumulators: Record<string, (() => Accumulator) | undefined> = {
  $sum: () => {
    let total: Numeric = 0;
    return { take: (value) => void (isNumeric(value) && (total = add(total, value))), result: () => total };
  },
  $avg: () => collected((values) => averageOf(values)),
  $min: () => best(-1),
  $max: () => best(1),
  $first: () => {
    let first: unknown;
    let seen = false;
    return { take: (value) => void (!seen && ((first = value ?? null), (seen = true))), result: () => first };
  },
  $last: () => {
    let last: unknown;
    return { take: (value) => void (last = value ?? null), result: () => last };
  },
  $push: () => collected((values) => values),
  $addToSet: () => collected((values) => [...new Map(values.map((value) => [sortKey(value), value])).values()]),
  $mergeObjects: () => collected((values) => Object.assign({}, ...values.filter(isDocument))),
  $count: () => {
    let n = 0;
    return { take: () => void n++, result: () => n };
  },
};

function collected(finish: (values: unknown[]) => unknown): Accumulator {
  const values: unknown[] = [];
  return { take: (value) => void (value !== undefined && values.push(value)), result: () => finish(values) };
}

function best(sign: 1 | -1): Accumulator {
  let value: unknown = null;
  return { take: (next) => void (value = extreme([value, next], sign)), result: () => value };
}

type Field = { name: string; operator: () => Accumulator; expression: Expression };

export function* group(input: Iterable<Document>, variables: Variables, spec: unknown): Generator<Document> {
  if (!isDocument(spec)) throw new MongoError(15947, `a group's fields must be specified in an object`);
  if (!('_id' in spec)) throw new MongoError(15955, 'a group specification must include an _id');
  const id = compileExpression(spec['_id']);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, part]) => accumulatorOf(name, part));
  const groups = new Map<string, { _id: unknown; parts: Accumulator[] }>();
  for (const document of input) {
    const scope = { ...variables, ROOT: document };
    const value = id(document, scope);
    const key = sortKey(value);
    let found = groups.get(key);
    if (!found) groups.set(key, (found = { _id: value ?? null, parts: fields.map((field) => field.operator()) }));
    fields.forEach((field, i) => found.parts[i]?.take(field.expression(document, scope)));
  }
  for (const { _id, parts } of groups.values()) {
    const result: Document = { _id };
    fields.forEach((field, i) => (result[field.name] = parts[i]?.result()));
    yield result;
  }
}

function accumulatorOf(name: string, part: unknown): Field {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (!isDocument(part) || Object.keys(part).length === 0)
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  const operators = Object.keys(part);
  if (operators.length > 1) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
  const [first] = operators as [string];
  const operator = accumulators[first];
  if (!operator) throw new MongoError(15952, `unknown group operator '${first}'`);
  return { name, operator, expression: compileExpression(first === '$count' ? null : part[first]) };
}
