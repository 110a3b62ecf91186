import { type Document, hasOperators, isDocument, isRegex } from '../values/document.ts';
import { BSONRegExp } from 'bson';

/** What a filter demands of one field, as far as an index can use it. The filter itself is always tested as well. */
export type FieldConstraint = {
  /** The field equals one of these. */
  points?: unknown[];
  lower?: { value: unknown; inclusive: boolean };
  upper?: { value: unknown; inclusive: boolean };
  /** The field is a string that starts so. */
  prefix?: string;
};

/** Collects constraints from all conditions that must hold together; `$or` and negations say nothing here. */
export function fieldConstraints(filter: Document): Map<string, FieldConstraint> {
  const constraints = new Map<string, FieldConstraint>();
  collect(filter, '', constraints);
  return constraints;
}

function collect(filter: Document, under: string, constraints: Map<string, FieldConstraint>): void {
  for (const field of Object.keys(filter)) {
    const condition = filter[field];
    if (field === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isDocument(branch)) collect(branch, under, constraints);
    } else if (!field.startsWith('$')) {
      const path = under + field;
      let constraint = constraints.get(path);
      if (!constraint) constraints.set(path, (constraint = {}));
      if (hasOperators(condition)) addOperators(condition, path, constraint, constraints);
      else if (isRegex(condition)) addPrefix(constraint, condition);
      else if (!Array.isArray(condition)) constraint.points ??= [condition];
    }
  }
}

function addOperators(
  condition: Document,
  path: string,
  constraint: FieldConstraint,
  constraints: Map<string, FieldConstraint>,
): void {
  for (const operator of Object.keys(condition)) {
    const value = condition[operator];
    if (operator === '$elemMatch' && isDocument(value)) {
      // An index on items.k holds the k of every item, so a condition on one item constrains it too.
      if (hasOperators(value)) addOperators(value, path, constraint, constraints);
      else collect(value, `${path}.`, constraints);
    } else if (operator === '$in') {
      if (Array.isArray(value) && !value.some((item) => isRegex(item) || Array.isArray(item)))
        constraint.points ??= value;
    } else if (operator === '$regex') {
      if (!condition['$options']) addPrefix(constraint, value);
    } else if (Array.isArray(value) || isRegex(value)) {
      continue;
    } else if (operator === '$eq') constraint.points ??= [value];
    else if (value === null || !isRangeValue(value)) continue;
    else if (operator === '$gt' || operator === '$gte') constraint.lower ??= { value, inclusive: operator === '$gte' };
    else if (operator === '$lt' || operator === '$lte') constraint.upper ??= { value, inclusive: operator === '$lte' };
  }
}

// MinKey and MaxKey compare across types, so their ranges are not one type bracket.
const isRangeValue = (value: unknown) => {
  const tag = (value as { _bsontype?: string } | undefined)?._bsontype;
  return tag !== 'MinKey' && tag !== 'MaxKey';
};

function addPrefix(constraint: FieldConstraint, pattern: unknown): void {
  const [source, flags] =
    pattern instanceof RegExp
      ? [pattern.source, pattern.flags]
      : pattern instanceof BSONRegExp
        ? [pattern.pattern, pattern.options]
        : [pattern, ''];
  if (typeof source !== 'string' || flags !== '') return;
  // Only what surely stands for itself, and not before a quantifier or an alternative.
  const literal = /^\^([\w@ \-:/]+)(?![*?{|])/.exec(source)?.[1];
  if (literal && !source.includes('|')) constraint.prefix ??= literal;
}
