import { compileFilter } from './compile-filter.ts';
import { type FieldConstraint, fieldConstraints } from './field-constraint.ts';
import { fieldRange, type KeyRange, pointKey } from './key-range.ts';
import { type SortSpec } from './sort.ts';
import { type IndexDefinition } from '../storage/index-definition.ts';
import { type CollectionState, type IndexState } from '../storage/collection-state.ts';
import { type Document, hasOperators, isDocument } from '../values/document.ts';
import { equalValues } from '../values/compare.ts';

/** Which entries of which index to read, and whether they come in the order asked for. */
export type IndexPlan = {
  index: IndexState;
  ranges: KeyRange[];
  descending: boolean;
  ordered: boolean;
};

const pointsMax = 1_000;
const mergedRangesMax = 200;

/** The best index for a filter and an order, or undefined when only a scan is left. */
export function planIndex(collection: CollectionState, filter: Document, sort: SortSpec): IndexPlan | undefined {
  const constraints = fieldConstraints(filter);
  let best: { plan: IndexPlan; score: number } | undefined;
  for (const index of collection.indexes) {
    const candidate = planFor(index, constraints, filter, sort);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best?.plan;
}

function planFor(index: IndexState, constraints: Map<string, FieldConstraint>, filter: Document, sort: SortSpec) {
  const { definition, multikey } = index;
  if (definition.partial && !implies(filter, constraints, definition.partial.filter)) return undefined;

  let prefixes = [''];
  let equal = 0;
  for (const field of definition.fields) {
    const points = constraints.get(field.name)?.points;
    if (!points || prefixes.length * points.length > pointsMax) break;
    if (definition.sparse && points.some((point) => point === null || point === undefined)) break;
    const keys = new Set(points.map((point) => pointKey(point, field.descending)));
    prefixes = prefixes.flatMap((prefix) => [...keys].map((key) => prefix + key));
    equal++;
  }
  const next = definition.fields[equal];
  const constraint = next && constraints.get(next.name);
  const range = next && constraint && fieldRange(constraint, next.descending, multikey);
  const order = multikey ? undefined : sortedBy(definition, equal, prefixes.length === 1, constraints, sort);
  const ordered = order !== undefined && prefixes.length <= mergedRangesMax;
  if (equal === 0 && !range && !(ordered && sort.length > 0)) return undefined;
  if (equal === 0 && !range && definition.sparse) return undefined;
  if (prefixes.length > 1) prefixes.sort();

  const ranges = prefixes.map((prefix) => ({
    from: prefix + (range?.from ?? ''),
    to: range ? prefix + range.to : prefix + '\uffff',
    skip: prefix.length,
  }));
  const unique = definition.unique && equal === definition.fields.length;
  const score =
    (unique ? 1_000 : 0) +
    equal * 100 +
    (range ? 40 : 0) +
    (ordered && sort.length > 0 ? 50 : 0) -
    definition.fields.length;
  return { plan: { index, ranges, descending: order === 'backward', ordered }, score };
}

/** Whether reading forward or backward gives the order, when the first `equal` fields are fixed. */
function sortedBy(
  definition: IndexDefinition,
  equal: number,
  single: boolean,
  constraints: Map<string, FieldConstraint>,
  sort: SortSpec,
): 'forward' | 'backward' | undefined {
  // A field that can only be one value does not disturb any order.
  const fixed = (name: string) =>
    definition.fields.some((field) => field.name === name) && constraints.get(name)?.points?.length === 1;
  const wanted = sort.filter((part) => !fixed(part.name));
  if (wanted.length === 0) return 'forward';
  let at = equal;
  // With one value for each equality field the order may also name those fields; with several it must start after them.
  if (single) at = definition.fields.findIndex((field) => !fixed(field.name));
  if (at < 0) return undefined;
  let direction: 'forward' | 'backward' | undefined;
  for (const part of wanted) {
    while (single && definition.fields[at] && fixed((definition.fields[at] as { name: string }).name)) at++;
    const field = definition.fields[at++];
    if (!field || field.name !== part.name) return undefined;
    const needed = field.descending === part.descending ? 'forward' : 'backward';
    if (direction && direction !== needed) return undefined;
    direction = needed;
  }
  return direction;
}

/** A partial index answers only filters that ask for nothing outside of it. */
function implies(filter: Document, constraints: Map<string, FieldConstraint>, partial: Document): boolean {
  return Object.entries(partial).every(([field, condition]) => {
    if (field === '$and') return (condition as Document[]).every((part) => implies(filter, constraints, part));
    if (field.startsWith('$')) return false;
    if (field in filter && equalValues(filter[field], condition)) return true;
    const known = constraints.get(field);
    if (!known || field.includes('.')) return known?.points !== undefined && pointsSatisfy(field, condition, known);
    if (known.points) return pointsSatisfy(field, condition, known);
    return hasOperators(condition) && Object.entries(condition).every((part) => rangeSatisfies(part, known));
  });
}

function pointsSatisfy(field: string, condition: unknown, { points = [] }: FieldConstraint): boolean {
  const name = field.replaceAll('.', '_');
  const test = compileFilter({ [name]: condition });
  return points.every(
    (value) => value !== null && value !== undefined && !isDocument(value) && test({ [name]: value }),
  );
}

function rangeSatisfies([operator, operand]: [string, unknown], { lower, upper }: FieldConstraint): boolean {
  if (operator === '$exists') return operand === true && (lower ?? upper) !== undefined;
  const bound =
    operator === '$gt' || operator === '$gte' ? lower : operator === '$lt' || operator === '$lte' ? upper : undefined;
  if (!bound) return false;
  const inside = compileFilter({ v: { [operator]: operand } });
  return inside({ v: bound.value }) || (!bound.inclusive && equalValues(bound.value, operand));
}
