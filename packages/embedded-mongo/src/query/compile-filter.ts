import { MongoError, notSupported } from '../mongo-error.ts';
import { type Document, hasOperators, isDocument, isRegex } from '../values/document.ts';
import { equalValues } from '../values/compare.ts';
import { parsePath, someValueAt } from '../values/field-path.ts';
import { compileExpression, isTruthy, type Variables } from './expression.ts';
import { regexTest, valueTest, type ValueTest } from './value-test.ts';

export type Predicate = (document: Document) => boolean;

const all: Predicate = () => true;

/** A MongoDB filter as a function. What it does not know is an error, never an ignored condition. */
export function compileFilter(filter: Document, variables: Variables = {}): Predicate {
  const tests = Object.entries(filter)
    .filter(([field]) => field !== '$comment')
    .map(([field, condition]) =>
      field.startsWith('$') ? compileLogical(field, condition, variables) : compileField(field, condition, variables),
    );
  if (tests.length === 0) return all;
  if (tests.length === 1) return tests[0] as Predicate;
  return (document) => tests.every((test) => test(document));
}

function compileLogical(operator: string, condition: unknown, variables: Variables): Predicate {
  switch (operator) {
    case '$expr': {
      const expression = compileExpression(condition);
      return (document) => isTruthy(expression(document, { ...variables, ROOT: document, CURRENT: document }));
    }
    case '$and':
    case '$or':
    case '$nor': {
      const branches = branchesOf(operator, condition).map((branch) => compileFilter(branch, variables));
      if (operator === '$and') return (document) => branches.every((test) => test(document));
      if (operator === '$or') return (document) => branches.some((test) => test(document));
      return (document) => !branches.some((test) => test(document));
    }
    case '$where':
    case '$text':
    case '$jsonSchema':
      throw notSupported(`the filter operator ${operator}`);
    default:
      throw new MongoError(
        2,
        `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

export function branchesOf(operator: string, condition: unknown): Document[] {
  if (!Array.isArray(condition)) throw new MongoError(2, `${operator} must be an array`);
  if (condition.length === 0) throw new MongoError(2, `$and/$or/$nor must be a nonempty array`);
  if (!condition.every(isDocument)) throw new MongoError(2, '$or/$and/$nor entries need to be full objects');
  return condition;
}

function compileField(field: string, condition: unknown, variables: Variables): Predicate {
  if (!hasOperators(condition))
    return leafTest(field, isRegex(condition) ? regexTest(condition) : valueTest('$eq', condition));
  const operators = Object.entries(condition);
  const tests = operators
    .filter(([operator]) => operator !== '$options' && operator !== '$comment')
    .map(([operator, operand]) => compileOperator(field, operator, operand, condition, variables));
  if ('$options' in condition && !('$regex' in condition)) throw new MongoError(2, '$options needs a $regex');
  return tests.length === 1 ? (tests[0] as Predicate) : (document) => tests.every((test) => test(document));
}

function compileOperator(
  field: string,
  operator: string,
  operand: unknown,
  siblings: Document,
  variables: Variables,
): Predicate {
  switch (operator) {
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
    case '$in':
    case '$mod':
      return leafTest(field, valueTest(operator, operand));
    case '$type':
      return leafTest(field, valueTest(operator, operand));
    case '$ne':
      return not(leafTest(field, valueTest('$eq', operand)));
    case '$nin':
      return not(leafTest(field, valueTest('$in', operand)));
    case '$regex':
      return leafTest(field, regexTest(operand, siblings['$options']));
    case '$exists': {
      const present = wholeTest(field, (value) => value !== undefined);
      return isTruthy(operand) ? present : not(present);
    }
    case '$size':
      if (!Number.isInteger(operand))
        throw new MongoError(9, `Failed to parse $size. Expected an integer in: $size: ${String(operand)}`);
      if ((operand as number) < 0)
        throw new MongoError(9, `Failed to parse $size. Expected a non-negative number in: $size: ${String(operand)}`);
      return wholeTest(field, (value) => Array.isArray(value) && value.length === operand);
    case '$not':
      if (isRegex(operand)) return not(leafTest(field, regexTest(operand)));
      if (!hasOperators(operand)) throw new MongoError(2, '$not needs a regex or a document');
      return not(compileField(field, operand, variables));
    case '$elemMatch':
      return elementMatch(field, operand, variables);
    case '$all':
      return allOf(field, operand, variables);
    default:
      throw new MongoError(2, `unknown operator: ${operator}`);
  }
}

const not =
  (test: Predicate): Predicate =>
  (document) =>
    !test(document);

function leafTest(field: string, test: ValueTest): Predicate {
  if (!field.includes('.')) {
    return (document) => {
      const value = document[field];
      if (Array.isArray(value)) for (const item of value) if (test(item)) return true;
      return test(value);
    };
  }
  const path = parsePath(field);
  return (document) => someValueAt(document, path, true, test);
}

function wholeTest(field: string, test: ValueTest): Predicate {
  const path = parsePath(field);
  return (document) => someValueAt(document, path, false, test);
}

/** Tests one array item: as a document, or with operators as a value. */
export function compileItemTest(condition: unknown, variables: Variables = {}): ValueTest {
  if (!isDocument(condition)) throw new MongoError(2, '$elemMatch needs an Object');
  const first = Object.keys(condition)[0];
  const byValue = first !== undefined && first.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first);
  if (!byValue) {
    const test = compileFilter(condition, variables);
    return (item) => (isDocument(item) ? test(item) : Array.isArray(item) && test(arrayAsDocument(item)));
  }
  const test = compileField('item', condition, variables);
  // Wrapped once more, so that an item which is itself an array is compared as a whole and by its items alike.
  return (item) => test({ item });
}

const arrayAsDocument = (items: unknown[]): Document => ({ ...items });

function elementMatch(field: string, condition: unknown, variables: Variables): Predicate {
  const test = compileItemTest(condition, variables);
  return wholeTest(field, (value) => Array.isArray(value) && value.some(test));
}

function allOf(field: string, operand: unknown, variables: Variables): Predicate {
  if (!Array.isArray(operand)) throw new MongoError(2, '$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item) => {
    if (hasOperators(item)) {
      if (!('$elemMatch' in item)) throw new MongoError(2, 'no $ expressions in $all');
      return elementMatch(field, item['$elemMatch'], variables);
    }
    return leafTest(field, isRegex(item) ? regexTest(item) : (value) => equalValues(value ?? null, item));
  });
  return (document) => tests.every((test) => test(document));
}
