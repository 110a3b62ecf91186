import { compileExpression, type Expression, type Variables } from '../query/expression.ts';
import { compileProjection } from '../query/projection.ts';
import { MongoError } from '../mongo-error.ts';
import { cloneValue, type Document, isDocument, typeName } from '../values/document.ts';
import { type FieldPath, parsePath } from '../values/field-path.ts';

type Step = (document: Document, variables: Variables) => Document;

/** Stages that make one document of one: $set, $unset, $project, $replaceRoot. */
export function compileAddFields(spec: unknown): Step {
  if (!isDocument(spec))
    throw new MongoError(40272, `$addFields specification stage must be an object, got ${typeName(spec)}`);
  const parts = flatten(spec, []).map(([path, source]) => [path, compileExpression(source)] as const);
  return (document, variables) => {
    const result = cloneValue(document);
    const scope = { ...variables, ROOT: document };
    for (const [path, expression] of parts) assign(result, path, 0, expression(document, scope));
    return result;
  };
}

function flatten(spec: Document, under: FieldPath): [FieldPath, unknown][] {
  return Object.entries(spec).flatMap(([name, source]): [FieldPath, unknown][] => {
    const path = [...under, ...parsePath(name)];
    const nested = isDocument(source) && Object.keys(source).length > 0 && !Object.keys(source)[0]?.startsWith('$');
    return nested ? flatten(source, path) : [[path, source]];
  });
}

/** Through an array the value goes into each item; what is not a document on the way becomes one. */
export function assign(target: Document, path: FieldPath, depth: number, value: unknown): void {
  const part = path[depth] as string;
  if (depth === path.length - 1) {
    if (value === undefined) delete target[part];
    else target[part] = value;
    return;
  }
  const next = target[part];
  if (Array.isArray(next)) target[part] = next.map((item) => assigned(item, path, depth + 1, value));
  else if (value !== undefined || isDocument(next)) target[part] = assigned(next, path, depth + 1, value);
}

function assigned(item: unknown, path: FieldPath, depth: number, value: unknown): unknown {
  if (Array.isArray(item)) return item.map((inner) => assigned(inner, path, depth, value));
  const made = isDocument(item) ? item : {};
  assign(made, path, depth, value);
  return made;
}

export function compileUnset(spec: unknown): Step {
  const names = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0 || !names.every((name) => typeof name === 'string'))
    throw new MongoError(31002, '$unset specification must be a string or an array of strings');
  return compileProjection(Object.fromEntries((names as string[]).map((name) => [name, 0])), {});
}

export const compileProject = (spec: unknown): Step => {
  if (!isDocument(spec)) throw new MongoError(15969, '$project specification must be an object');
  if (Object.keys(spec).length === 0)
    throw new MongoError(51272, 'projection specification must have at least one field');
  return compileProjection(spec, {});
};

export function compileReplaceRoot(spec: unknown): Step {
  if (!isDocument(spec) || !('newRoot' in spec)) throw new MongoError(40231, '$replaceRoot requires a newRoot');
  const root: Expression = compileExpression(spec['newRoot']);
  return (document, variables) => {
    const value = root(document, { ...variables, ROOT: document });
    if (!isDocument(value))
      throw new MongoError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(value)}`,
      );
    return value;
  };
}
