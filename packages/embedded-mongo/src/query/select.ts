import { type CollectionState, type RecordId } from '../storage/collection-state.ts';
import { type Document, hasOperators, isDocument, isRegex } from '../values/document.ts';
import { branchesOf, compileFilter } from './compile-filter.ts';
import { type Variables } from './expression.ts';
import { type IndexPlan, planIndex } from './plan.ts';
import { type ScanLog } from './scan-log.ts';
import { sortDocuments, type SortSpec } from './sort.ts';

export type Found = readonly [id: RecordId, document: Document];

/** The records that match a filter, in the order asked for; through an index wherever one helps. */
export function* select(
  collection: CollectionState,
  filter: Document,
  sort: SortSpec,
  variables: Variables,
  scans: ScanLog,
): Generator<Found> {
  const test = compileFilter(filter, variables);
  const plan = planIndex(collection, filter, sort);
  const branches = plan ? undefined : planBranches(collection, filter);
  let examined = 0;

  function* matching(): Generator<Found> {
    const candidates = plan
      ? readIndex(collection, plan)
      : branches
        ? readBranches(collection, branches)
        : collection.records.ascend();
    for (const found of candidates) {
      examined++;
      if (test(found[1])) yield found;
    }
  }

  const inOrder = sort.length === 0 || plan?.ordered || asksForOne(filter);
  try {
    if (inOrder) yield* matching();
    else yield* sortDocuments([...matching()], sort, (found) => found[1]);
  } finally {
    const scanned = !plan && !branches && Object.keys(filter).length > 0;
    scans.note(collection, filter, sort, { scanned, sorted: !inOrder, examined });
  }
}

/** One _id is one document, in any order. */
function asksForOne(filter: Document): boolean {
  const [field, ...more] = Object.keys(filter);
  return field === '_id' && more.length === 0 && !hasOperators(filter[field]) && !isRegex(filter[field]);
}

/** A filter of alternatives uses an index for each, if there is one for each. */
function planBranches(collection: CollectionState, filter: Document): IndexPlan[] | undefined {
  const { $or: alternatives, ...rest } = filter;
  if (alternatives === undefined) return undefined;
  const plans: IndexPlan[] = [];
  for (const branch of branchesOf('$or', alternatives)) {
    const plan = isDocument(branch) && planIndex(collection, { $and: [branch, rest] }, []);
    if (!plan) return undefined;
    plans.push(plan);
  }
  return plans;
}

function* readBranches(collection: CollectionState, plans: IndexPlan[]): Generator<Found> {
  const seen = new Set<RecordId>();
  for (const plan of plans)
    for (const found of readIndex(collection, plan)) {
      if (seen.has(found[0])) continue;
      seen.add(found[0]);
      yield found;
    }
}

function* readIndex(collection: CollectionState, plan: IndexPlan): Generator<Found> {
  const seen = plan.index.multikey ? new Set<RecordId>() : undefined;
  for (const [, id] of entriesOf(plan)) {
    if (seen?.has(id)) continue;
    seen?.add(id);
    yield [id, collection.records.get(id) as Document];
  }
}

function* entriesOf({ index, ranges, descending, ordered }: IndexPlan): Generator<readonly [string, RecordId]> {
  const { entries } = index;
  const open = ranges.map(({ from, to, skip }) => ({
    skip,
    entries: descending ? entries.descend(from, to) : entries.ascend(from, to),
  }));
  if (open.length === 1 || !ordered) {
    for (const range of open) yield* range.entries;
    return;
  }
  // Each range is in order after its fixed start; take the next of whichever comes first.
  const heads = open.map((range) => ({ ...range, next: range.entries.next() })).filter((head) => !head.next.done);
  while (heads.length > 0) {
    let first = 0;
    for (let i = 1; i < heads.length; i++) {
      const [a, b] = [keyAfter(heads[i] as Head), keyAfter(heads[first] as Head)];
      if (descending ? a > b : a < b) first = i;
    }
    const head = heads[first] as Head;
    yield head.next.value as readonly [string, RecordId];
    head.next = head.entries.next();
    if (head.next.done) heads.splice(first, 1);
  }
}

type Entry = readonly [string, RecordId];
type Head = { skip: number; entries: Generator<Entry>; next: IteratorResult<Entry> };

const keyAfter = ({ next, skip }: Head) => (next.value as Entry)[0].slice(skip);
