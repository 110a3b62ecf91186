import { ObjectId } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { cloneValue, type Document, hasOperators, isDocument, isRegex } from '../values/document.ts';
import { equalValues } from '../values/compare.ts';
import { parsePath } from '../values/field-path.ts';
import { type Update } from './apply-update.ts';

/** The document an upsert inserts: what the filter says for certain, then the update. */
export function upsertedDocument(filter: Document, update: Update, replacing: boolean): Document {
  const seed: Document = {};
  const seen = new Set<string>();
  for (const [path, value] of equalities(filter).toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))) {
    if (replacing && path !== '_id') continue;
    if ([...seen].some((other) => path === other || path.startsWith(`${other}.`)))
      throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    seen.add(path);
    setAt(seed, path, value);
  }
  const made = update(seed, true);
  const { _id: id, ...rest } = made;
  return { _id: id === undefined ? new ObjectId() : id, ...rest };
}

function equalities(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([field, condition]): [string, unknown][] => {
    if (field === '$and') return (condition as Document[]).flatMap(equalities);
    if (field === '$or') {
      const branches = condition as Document[];
      return branches.length === 1 ? equalities(branches[0] as Document) : [];
    }
    if (field.startsWith('$') || isRegex(condition)) return [];
    if (!hasOperators(condition)) return [[field, condition]];
    if ('$eq' in condition) return [[field, condition['$eq']]];
    const { $in: among, $all: every } = condition;
    const certain = Array.isArray(every) ? every : Array.isArray(among) && areOneValue(among) ? among.slice(0, 1) : [];
    return certain.filter((only) => !isRegex(only) && !hasOperators(only)).map((only) => [field, only]);
  });
}

const areOneValue = (among: readonly unknown[]): boolean =>
  among.length > 0 && among.every((one) => equalValues(one, among[0]));

function setAt(document: Document, name: string, value: unknown): void {
  const path = parsePath(name);
  let current = document;
  for (const part of path.slice(0, -1)) {
    const next = current[part] ?? (current[part] = {});
    if (!isDocument(next))
      throw new MongoError(54, `cannot infer query fields to set, both paths '${name}' and '${part}' are matched`);
    current = next;
  }
  const last = path.at(-1) as string;
  if (last in current) throw new MongoError(54, `cannot infer query fields to set, path '${name}' is matched twice`);
  current[last] = cloneValue(value);
}
