import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument, typeName } from '../values/document.ts';

type Variables = Record<string, unknown>;
type Expression = (document: Document, variables: Variables) => unknown;
type Compile = (source: unknown) => Expression;

const truthy = (value: unknown) => value !== undefined && value !== null && value !== false && value !== 0;

/** Operators that decide themselves whether, or with which variables, their parts are evaluated. */
export const scopedOperators: Record<string, ((operand: unknown, compile: Compile) => Expression) | undefined> = {
  $and: (operand, compile) => {
    const parts = asList(operand).map(compile);
    return (document, variables) => parts.every((part) => truthy(part(document, variables)));
  },
  $or: (operand, compile) => {
    const parts = asList(operand).map(compile);
    return (document, variables) => parts.some((part) => truthy(part(document, variables)));
  },
  $cond: (operand, compile) => {
    const [test, yes, no] = condParts(operand).map(compile) as [Expression, Expression, Expression];
    return (document, variables) => (truthy(test(document, variables)) ? yes : no)(document, variables);
  },
  $ifNull: (operand, compile) => {
    const parts = asList(operand).map(compile);
    if (parts.length < 2) throw new MongoError(1257300, '$ifNull needs at least two arguments');
    return (document, variables) => {
      let value: unknown;
      for (const part of parts) {
        value = part(document, variables);
        if (value !== null && value !== undefined) return value;
      }
      return value;
    };
  },
  $switch: (operand, compile) => {
    const { branches, default: otherwise } = operand as { branches?: unknown; default?: unknown };
    if (!Array.isArray(branches) || branches.length === 0)
      throw new MongoError(40068, '$switch requires at least one branch.');
    const cases = branches.map((b: Document) => [compile(b['case']), compile(b['then'])] as const);
    const last = isDocument(operand) && 'default' in operand ? compile(otherwise) : undefined;
    return (document, variables) => {
      for (const [test, then] of cases) if (truthy(test(document, variables))) return then(document, variables);
      if (!last)
        throw new MongoError(
          40066,
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      return last(document, variables);
    };
  },
  $let: (operand, compile) => {
    const { vars, in: body } = named('$let', operand, ['vars', 'in']);
    const parts = Object.entries(vars as Document).map(([name, part]) => [name, compile(part)] as const);
    const inner = compile(body);
    return (document, variables) => {
      const scope = { ...variables };
      for (const [name, part] of parts) scope[name] = part(document, variables);
      return inner(document, scope);
    };
  },
  $map: (operand, compile) => {
    const { input, as, in: body } = named('$map', operand, ['input', 'as', 'in']);
    const [list, inner, name] = [compile(input), compile(body), variableName(as)];
    return (document, variables) =>
      arrayOf('$map', list(document, variables))?.map(
        (item) => inner(document, { ...variables, [name]: item }) ?? null,
      ) ?? null;
  },
  $filter: (operand, compile) => {
    const { input, as, cond, limit } = named('$filter', operand, ['input', 'as', 'cond', 'limit']);
    const [list, test, name] = [compile(input), compile(cond), variableName(as)];
    const most = limit === undefined ? undefined : compile(limit);
    return (document, variables) => {
      const items = arrayOf('$filter', list(document, variables));
      const kept = items?.filter((item) => truthy(test(document, { ...variables, [name]: item })));
      return (most ? kept?.slice(0, Number(most(document, variables))) : kept) ?? null;
    };
  },
  $reduce: (operand, compile) => {
    const { input, initialValue, in: body } = named('$reduce', operand, ['input', 'initialValue', 'in']);
    const [list, start, inner] = [compile(input), compile(initialValue), compile(body)];
    return (document, variables) => {
      const items = arrayOf('$reduce', list(document, variables));
      if (!items) return null;
      let value = start(document, variables);
      for (const item of items) value = inner(document, { ...variables, value, this: item });
      return value;
    };
  },
};

const variableName = (as: unknown) => (typeof as === 'string' ? as : 'this');

const asList = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);

function condParts(operand: unknown): unknown[] {
  if (Array.isArray(operand)) {
    if (operand.length !== 3)
      throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${operand.length} were passed in.`);
    return operand;
  }
  const { if: test, then, else: otherwise } = named('$cond', operand, ['if', 'then', 'else']);
  return [test, then, otherwise];
}

function named(operator: string, operand: unknown, allowed: string[]): Document {
  if (!isDocument(operand)) throw new MongoError(9, `${operator} only supports an object as its argument`);
  for (const name of Object.keys(operand))
    if (!allowed.includes(name)) throw new MongoError(9, `Unrecognized parameter to ${operator}: ${name}`);
  return operand;
}

function arrayOf(operator: string, value: unknown): unknown[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value))
    throw new MongoError(16883, `input to ${operator} must be an array not ${typeName(value)}`);
  return value;
}
