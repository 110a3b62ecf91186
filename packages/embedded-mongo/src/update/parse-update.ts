import { MongoError, notSupported } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { isArrayIndex, parsePath, type FieldPath } from '../values/field-path.ts';

export type Modification = { operator: string; path: FieldPath; name: string; operand: unknown };

const operators = new Set([
  '$set', '$setOnInsert', '$unset', '$inc', '$mul', '$min', '$max', '$push', '$addToSet', '$pull', '$pullAll', '$pop',
  '$rename', '$currentDate', '$bit',
]); // prettier-ignore

/**
 * The single changes of an update document, in the order mongod makes them: by path, numbers by value. So new fields
 * appear in the same order as there.
 */
export function parseUpdate(update: Document): Modification[] {
  const modifications: Modification[] = [];
  for (const [operator, changes] of Object.entries(update)) {
    if (!operators.has(operator)) {
      if (operator === '$pushAll') throw notSupported(`the update operator ${operator}`);
      throw new MongoError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(changes))
      throw new MongoError(
        9,
        `Modifiers operate on fields but we found another type for ${operator}. For example: {$mod: {<field>: ...}}`,
      );
    for (const [name, operand] of Object.entries(changes))
      modifications.push({ operator, name, operand, path: checkedPath(name) });
  }
  refuseConflicts(modifications);
  return modifications.toSorted((a, b) => comparePaths(a.path, b.path));
}

function checkedPath(name: string): FieldPath {
  const path = parsePath(name);
  if (name === '') throw new MongoError(56, 'An empty update path is not valid.');
  if (path.includes(''))
    throw new MongoError(56, `The update path '${name}' contains an empty field name, which is not allowed.`);
  const odd = path.find((part) => part.startsWith('$') && part !== '$' && !/^\$\[[^\]]*\]$/.test(part));
  if (odd)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${odd}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  return path;
}

function refuseConflicts(modifications: Modification[]): void {
  const touched: FieldPath[] = [];
  const claim = (path: FieldPath) => {
    for (const other of touched) {
      if (isWithin(path, other) || isWithin(other, path)) {
        const [shorter, longer] = path.length < other.length ? [path, other] : [other, path];
        throw new MongoError(
          40,
          `Updating the path '${longer.join('.')}' would create a conflict at '${shorter.join('.')}'`,
        );
      }
    }
    touched.push(path);
  };
  for (const { operator, path, operand } of modifications) {
    claim(path);
    if (operator !== '$rename' || typeof operand !== 'string') continue;
    if (isWithin(path, parsePath(operand)) || isWithin(parsePath(operand), path))
      throw new MongoError(
        2,
        `The source and target field for $rename must not be on the same path: ${path.join('.')}`,
      );
    claim(parsePath(operand));
  }
}

const isWithin = (inner: FieldPath, outer: FieldPath) => outer.every((part, i) => part === inner[i]);

function comparePaths(a: FieldPath, b: FieldPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    if (isArrayIndex(x) && isArrayIndex(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
