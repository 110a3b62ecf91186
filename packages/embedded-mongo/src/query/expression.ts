import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type FieldPath, parsePath } from '../values/field-path.ts';
import { scopedOperators } from './expression-scopes.ts';
import { operators } from './expression-operators.ts';

/** Values by variable name: ROOT, CURRENT and what `let` defines. */
export type Variables = Record<string, unknown>;
/** Undefined stands for "missing", which is not null. */
export type Expression = (document: Document, variables: Variables) => unknown;

export const isTruthy = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== 0;

export function compileExpression(source: unknown): Expression {
  if (typeof source === 'string' && source.startsWith('$')) return compileReference(source);
  if (Array.isArray(source)) {
    const items = source.map(compileExpression);
    return (document, variables) => items.map((item) => item(document, variables) ?? null);
  }
  if (!isDocument(source)) return () => source;
  const fields = Object.keys(source);
  const operator = fields[0];
  if (operator?.startsWith('$')) {
    if (fields.length > 1)
      throw new MongoError(
        15983,
        'an expression specification must contain exactly one field, the name of the expression',
      );
    return compileOperator(operator, source[operator]);
  }
  const parts = fields.map((field) => [field, compileExpression(source[field])] as const);
  return (document, variables) => {
    const result: Document = {};
    for (const [field, part] of parts) {
      const value = part(document, variables);
      if (value !== undefined) result[field] = value;
    }
    return result;
  };
}

function compileOperator(operator: string, operand: unknown): Expression {
  if (operator === '$literal') return () => operand;
  const scoped = scopedOperators[operator];
  if (scoped) return scoped(operand, compileExpression);
  const known = operators[operator];
  if (!known) throw new MongoError(168, `Unrecognized expression '${operator}'`);
  const { min, max, run } = known;
  if (known.named) {
    if (!isDocument(operand)) throw new MongoError(9, `${operator} only supports an object as its argument`);
    const parts = Object.entries(operand).map(([name, part]) => [name, compileExpression(part)] as const);
    for (const [name] of parts)
      if (!known.named.includes(name)) throw new MongoError(9, `Unrecognized argument to ${operator}: ${name}`);
    return (document, variables) =>
      run([Object.fromEntries(parts.map(([name, part]) => [name, part(document, variables)]))]);
  }
  const args = (Array.isArray(operand) ? operand : [operand]).map(compileExpression);
  if (args.length < min || args.length > max)
    throw new MongoError(
      16020,
      `Expression ${operator} takes ${min === max ? `exactly ${min}` : `between ${min} and ${max}`} arguments. ${args.length} were passed in.`,
    );
  return (document, variables) =>
    run(
      args.map((arg) => arg(document, variables)),
      Array.isArray(operand),
    );
}

function compileReference(source: string): Expression {
  if (!source.startsWith('$$')) {
    const path = parsePath(source.slice(1));
    if (path[0] === '') throw new MongoError(16872, `'$' by itself is not a valid FieldPath`);
    return (document) => valueAt(document, path, 0);
  }
  const [name, ...rest] = parsePath(source.slice(2));
  if (name === 'REMOVE') return () => undefined;
  if (name === 'ROOT' || name === 'CURRENT')
    return (document, variables) => valueAt(variables['ROOT'] ?? document, rest, 0);
  if (name === undefined || (/^[A-Z]/.test(name) && name !== 'NOW'))
    throw new MongoError(17276, `Use of undefined variable: ${name}`);
  return (_document, variables) => {
    if (name === 'NOW') return variables['NOW'] ?? new Date();
    if (!(name in variables)) throw new MongoError(17276, `Use of undefined variable: ${name}`);
    return valueAt(variables[name], rest, 0);
  };
}

/** In an expression a path through an array gives the array of what its documents have there. */
function valueAt(value: unknown, path: FieldPath, depth: number): unknown {
  let current = value;
  for (let i = depth; i < path.length; i++) {
    if (Array.isArray(current)) {
      const found: unknown[] = [];
      for (const item of current) {
        if (!isDocument(item)) continue; // arrays within arrays have no fields
        const inner = valueAt(item, path, i);
        if (inner !== undefined) found.push(inner);
      }
      return found;
    }
    if (!isDocument(current)) return undefined;
    current = current[path[i] as string];
  }
  return current;
}
