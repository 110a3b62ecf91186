import { EJSON } from 'bson';
import { type Predicate } from '../query/compile-filter.ts';
import { MongoError } from '../mongo-error.ts';
import { type Document, isDocument, typeName } from '../values/document.ts';
import { type FieldPath, isArrayIndex } from '../values/field-path.ts';

/** Gives a field's new value from its old one; undefined is "not there", before and after. */
export type Change = (value: unknown) => unknown;

export type Route = {
  name: string;
  createMissing: boolean;
  /** $unset takes a path that leads nowhere as done; for all others it is an error. */
  mustLead: boolean;
  /** Which item of the array at this path the filter matched: what `$` stands for. */
  position: (arrayPath: FieldPath) => number;
  itemTests: Map<string, Predicate>;
};

const paddingMax = 1_500_000;

/** Changes what stands at a path, making the documents on the way where they are missing. */
export function modifyAt(document: Document, path: FieldPath, change: Change, route: Route): void {
  walk(document, path, 0, change, route, []);
}

function walk(parent: unknown, path: FieldPath, depth: number, change: Change, route: Route, real: string[]): void {
  const part = path[depth] as string;
  const last = depth === path.length - 1;
  if (part.startsWith('$')) {
    for (const index of chosenItems(parent, part, real, route)) step(parent, String(index));
    return;
  }
  if (Array.isArray(parent)) {
    if (!isArrayIndex(part)) {
      if (!route.mustLead) return;
      throw notViable(part, real, parent);
    }
    if (!route.createMissing && Number(part) >= parent.length) return;
    if (Number(part) - parent.length > paddingMax) throw new MongoError(2, "can't backfill more than 1500000 elements");
    step(parent, part);
    return;
  }
  step(parent, part);

  function step(container: unknown, key: string): void {
    const holder = container as Record<string, unknown>;
    const value = Array.isArray(container) && Number(key) >= container.length ? undefined : holder[key];
    if (last) {
      put(holder, key, change(value));
      return;
    }
    if (value === undefined) {
      if (!route.createMissing) return;
      const made: Document = {};
      walk(made, path, depth + 1, change, route, [...real, key]);
      put(holder, key, made);
      return;
    }
    const next = path[depth + 1] as string;
    if (!isDocument(value) && !Array.isArray(value) && !next.startsWith('$')) {
      if (!route.mustLead) return;
      throw notViable(next, [...real, key], value);
    }
    walk(value, path, depth + 1, change, route, [...real, key]);
  }
}

function put(holder: Record<string, unknown>, key: string, value: unknown): void {
  if (Array.isArray(holder)) {
    while (holder.length < Number(key)) holder.push(null);
    // An item of an array is never removed by $unset: it leaves null, so that the others keep their places.
    holder[Number(key)] = value === undefined ? null : value;
  } else if (value === undefined) delete holder[key];
  else holder[key] = value;
}

function chosenItems(parent: unknown, part: string, real: string[], { name, position, itemTests }: Route): number[] {
  if (part === '$') return [position(real)];
  if (!Array.isArray(parent))
    throw new MongoError(
      2,
      parent === undefined || real.length === 0
        ? `The path '${real.join('.')}' must exist in the document in order to apply array updates.`
        : `Cannot apply array updates to non-array element ${real.at(-1)}: ${EJSON.stringify(parent)}`,
    );
  const all = parent.map((_item, index) => index);
  if (part === '$[]') return all;
  const id = part.slice(2, -1);
  const test = itemTests.get(id);
  if (!test) throw new MongoError(2, `No array filter found for identifier '${id}' in path '${name}'`);
  return all.filter((index) => test({ [id]: (parent as unknown[])[index] }));
}

const notViable = (part: string, real: string[], value: unknown) =>
  new MongoError(
    28,
    `Cannot create field '${part}' in element {${real.at(-1) ?? ''}: ${EJSON.stringify(value)}} of type ${typeName(value)}`,
  );
