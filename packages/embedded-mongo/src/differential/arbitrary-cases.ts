import { Long, ObjectId } from 'bson';
import fc, { type Arbitrary } from 'fast-check';
import { type Document } from '../values/document.ts';

/** Documents to begin with, indexes on them, and commands to run: the same on both servers. */
export type Case = { documents: Document[]; indexes: Document[]; commands: Document[] };

const ids = fc.integer({ min: 1, max: 6 });
const scalar: Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 4 }) },
  { weight: 3, arbitrary: fc.constantFrom('', 'x', 'y', 'xy', 'é', '\u{1f600}', '\uffee') },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  fc.constantFrom(1.5, 2.5, -0.5, 2 ** 40, Number.NaN),
  fc.constantFrom(Long.fromString('9007199254740993'), Long.fromString('-9007199254740993')),
  fc.constantFrom(new Date(0), new Date(86_400_000)),
  fc.constantFrom(new ObjectId('000000000000000000000001'), new ObjectId('000000000000000000000002')),
);
const inner: Arbitrary<Document> = fc.oneof(
  fc.record({ k: scalar, v: scalar }, { requiredKeys: [] }),
  fc.record({ v: scalar, k: scalar }, { requiredKeys: [] }),
);
const value: Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: inner },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(inner, { maxLength: 3 }) },
  fc.array(fc.oneof(scalar, inner, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }),
);
const path = fc.constantFrom('a', 'b', 'c', 'a.k', 'b.v', 'c.k', 'a.0', 'b.1.k', 'a.k.v');
const sortPath = fc.constantFrom('a', 'b', 'c', 'a.k', 'b.v', 'c.k');
const fields = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });

const document = fc.tuple(ids, fields).map(([_id, rest]) => ({ _id, ...rest }));

const operator: Arbitrary<Document> = fc.oneof(
  fc.record({ $eq: value }),
  fc.record({ $ne: value }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar }),
  fc.record({ $lt: value }),
  fc.record({ $lte: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $in: fc.array(value, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $mod: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 1 })) }),
  fc.record({ $type: fc.constantFrom('number', 'string', 'array', 'object', 'null', 'bool', 'date', 'objectId') }),
  fc.record({ $regex: fc.constantFrom('^x', 'y$', 'x') }),
  fc.record({
    $elemMatch: fc.oneof(fc.record({ k: scalar }), fc.record({ $gt: scalar }), fc.record({ k: scalar, v: scalar })),
  }),
  fc.record({
    $not: fc.oneof(fc.record({ $gt: scalar }), fc.record({ $eq: scalar }), fc.record({ $size: fc.constant(1) })),
  }),
);
const condition = fc.tuple(path, fc.oneof(value, operator)).map(([field, wanted]) => ({ [field]: wanted }));
const filter: Arbitrary<Document> = fc.oneof(
  { weight: 2, arbitrary: ids.map((_id) => ({ _id })) },
  { weight: 5, arbitrary: condition },
  { weight: 2, arbitrary: fc.tuple(condition, condition).map(([x, y]) => ({ ...x, ...y })) },
  fc.record({ $or: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $and: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $nor: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
  fc.constant({}),
);

const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -3, max: 3 }) },
  fc.constantFrom<unknown>(0.5, 'x', null),
);
const change: Arbitrary<Document> = fc.oneof(
  fc.tuple(path, value).map(([f, v]) => ({ $set: { [f]: v } })),
  fc.tuple(path, path, value).map(([f, g, v]) => ({ $set: { [f]: v, [g]: 1 } })),
  path.map((f) => ({ $unset: { [f]: '' } })),
  fc.tuple(path, number).map(([f, v]) => ({ $inc: { [f]: v } })),
  fc.tuple(path, number).map(([f, v]) => ({ $mul: { [f]: v } })),
  fc.tuple(path, scalar).map(([f, v]) => ({ $min: { [f]: v } })),
  fc.tuple(path, scalar).map(([f, v]) => ({ $max: { [f]: v } })),
  fc.tuple(path, value).map(([f, v]) => ({ $push: { [f]: v } })),
  fc
    .tuple(
      path,
      fc.array(scalar, { minLength: 1, maxLength: 3 }),
      fc.record(
        {
          $slice: fc.integer({ min: -2, max: 2 }),
          $sort: fc.constantFrom(1, -1),
          $position: fc.integer({ min: -1, max: 2 }),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([f, $each, more]) => ({ $push: { [f]: { $each, ...more } } })),
  fc
    .tuple(path, fc.array(inner, { minLength: 1, maxLength: 3 }), fc.constantFrom(1, -1))
    .map(([f, $each, k]) => ({ $push: { [f]: { $each, $sort: { k } } } })),
  fc.tuple(path, value).map(([f, v]) => ({ $addToSet: { [f]: v } })),
  fc.tuple(path, fc.array(scalar, { maxLength: 3 })).map(([f, $each]) => ({ $addToSet: { [f]: { $each } } })),
  fc.tuple(path, fc.oneof(value, operator)).map(([f, v]) => ({ $pull: { [f]: v } })),
  fc.tuple(path, fc.array(scalar, { maxLength: 3 })).map(([f, v]) => ({ $pullAll: { [f]: v } })),
  fc.tuple(path, fc.constantFrom(1, -1)).map(([f, v]) => ({ $pop: { [f]: v } })),
  fc.tuple(path, fc.constantFrom('d', 'b', 'e.f')).map(([f, v]) => ({ $rename: { [f]: v } })),
  fc.tuple(path, scalar, path, scalar).map(([f, v, g, w]) => ({ $set: { [f]: v }, $setOnInsert: { [g]: w } })),
  fc.tuple(fc.constantFrom('a.$[]', 'b.$[].k'), number).map(([f, v]) => ({ $inc: { [f]: v } })),
  fc.constantFrom<Document>({ $set: { _id: 9 } }, { $unknown: { a: 1 } }, { $bit: { a: { or: 4 } } }),
);
const replacement = fields;

const update = fc
  .record({
    q: filter,
    u: fc.oneof({ weight: 6, arbitrary: change }, replacement),
    upsert: fc.boolean(),
    multi: fc.boolean(),
  })
  .map(({ q, u, upsert, multi }) => ({ q, u, upsert, multi: multi && Object.keys(u)[0]?.startsWith('$') === true }));

const filteredUpdate = fc.tuple(ids, scalar, value).map(([_id, k, v]) => ({
  q: { _id },
  u: { $set: { 'a.$[item].v': v } },
  arrayFilters: [{ 'item.k': k }],
}));
const positionalUpdate = fc
  .tuple(scalar, scalar)
  .map(([k, v]) => ({ q: { 'b.k': k }, u: { $set: { 'b.$.v': v } }, multi: true }));

const sort = fc.oneof(
  sortPath.map((f): Document => ({ [f]: 1, _id: 1 })),
  sortPath.map((f): Document => ({ [f]: -1, _id: 1 })),
  fc.constant<Document>({ a: 1, b: -1, _id: 1 }),
  fc.constant<Document>({ _id: -1 }),
);
const projection = fc.constantFrom<Document>(
  {},
  { a: 1 },
  { _id: 0, 'a.k': 1 },
  { b: 0 },
  { 'a.k': 0, c: 0 },
  { c: 1, a: { $slice: 1 } },
  { b: { $elemMatch: { k: 1 } } },
  { d: '$a', _id: 1 },
);
const expression: Arbitrary<unknown> = fc.oneof(
  fc
    .tuple(fc.constantFrom('$eq', '$gt', '$lte', '$ne', '$cmp'), fc.constantFrom('$a', '$b.k', '$c'), scalar)
    .map(([op, f, v]) => ({ [op]: [f, { $literal: v }] })),
  fc.constantFrom<unknown>(
    { $ifNull: ['$a', 'none'] },
    { $size: { $ifNull: ['$x', []] } },
    { $type: '$a' },
    { $isArray: '$b' },
    { $cond: ['$a', 1, 2] },
    { $in: [1, { $cond: [{ $isArray: '$a' }, '$a', []] }] },
    '$a.k',
    { x: '$b', y: ['$c', 1] },
  ),
);
const stage: Arbitrary<Document> = fc.oneof(
  filter.map(($match): Document => ({ $match })),
  expression.map((e): Document => ({ $set: { d: e } })),
  expression.map((e): Document => ({ $match: { $expr: e } })),
  expression.map((d): Document => ({ $project: { d, 'a.k': 1 } })),
  fc.constantFrom<Document>(
    { $unset: 'b' },
    { $unwind: '$a' },
    { $unwind: { path: '$b', preserveNullAndEmptyArrays: true } },
    { $sort: { a: 1, _id: 1 } },
    { $sort: { c: -1, _id: 1 } },
    { $limit: 2 },
    { $skip: 1 },
    { $project: { a: 1, 'b.k': 1 } },
  ),
);
const ending = fc.constantFrom<Document[]>(
  [],
  [{ $count: 'n' }],
  [{ $group: { _id: '$c', n: { $sum: 1 }, total: { $sum: '$a' }, least: { $min: '$b' } } }],
  [{ $group: { _id: null, all: { $push: '$a' }, most: { $max: '$c' }, mean: { $avg: '$b' } } }],
  [{ $lookup: { from: 'case', localField: 'a', foreignField: '_id', as: 'found' } }],
);

const command: Arbitrary<Document> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .array(document, { minLength: 1, maxLength: 3 })
      .map((documents) => ({ insert: 'case', documents, ordered: documents.length === 2 })),
  },
  { weight: 8, arbitrary: update.map((u) => ({ update: 'case', updates: [u] })) },
  filteredUpdate.map((u) => ({ update: 'case', updates: [u] })),
  positionalUpdate.map((u) => ({ update: 'case', updates: [u] })),
  fc
    .tuple(filter, fc.constantFrom(0, 1))
    .map(([q, limit]) => ({ delete: 'case', deletes: [{ q: limit === 1 ? { $and: [q, { _id: 1 }] } : q, limit }] })),
  fc
    .record({ query: filter, sort, new: fc.boolean(), upsert: fc.boolean(), update: fc.oneof(change, replacement) })
    .map((rest) => ({ findAndModify: 'case', ...rest })),
  fc.record({ query: filter, sort }).map((rest) => ({ findAndModify: 'case', ...rest, remove: true })),
  {
    weight: 8,
    arbitrary: fc
      .record({ filter, sort, projection, skip: fc.constantFrom(0, 1), limit: fc.constantFrom(0, 2) })
      // With a skip mongod sorts even a single document by _id, and may find its arrays parallel.
      .map((rest) => ({ find: 'case', ...rest, filter: rest.skip ? { $and: [rest.filter] } : rest.filter })),
  },
  filter.map((query) => ({ count: 'case', query })),
  fc.tuple(path, filter).map(([key, query]) => ({ distinct: 'case', key, query })),
  {
    weight: 5,
    arbitrary: fc.tuple(fc.array(stage, { maxLength: 3 }), ending).map(([stages, end]) => ({
      aggregate: 'case',
      pipeline: [{ $sort: { _id: 1 } }, ...stages, ...end],
      cursor: {},
    })),
  },
);

const index = fc.constantFrom<Document>(
  { key: { a: 1 }, name: 'a' },
  { key: { a: -1 }, name: 'a_down' },
  { key: { b: 1, a: -1 }, name: 'b_a' },
  { key: { 'a.k': 1 }, name: 'a_k' },
  { key: { c: 1 }, name: 'c_unique', unique: true, sparse: true },
  { key: { c: 1, a: 1 }, name: 'c_a' },
  { key: { b: 1 }, name: 'b_part', partialFilterExpression: { a: { $gt: 0 } } },
);

/**
 * With an index a distinct reads its keys alone, of which an empty array leaves one as of null. And it is the chosen plan that says which of several documents an update meets first, and so which one it
 * changes, or which are changed when it fails half-way. Nobody promises that: there, each update is of one document.
 */
const withoutChance = ({ indexes, commands, ...rest }: Case): Case => ({
  ...rest,
  indexes,
  commands: commands.map((each, i) => {
    if (indexes.length === 0) return each;
    if ('distinct' in each) return { ...each, query: { $and: [each['query'], { _id: { $gt: 0 } }] } };
    const updates = each['updates'] as Document[] | undefined;
    if (!updates) return each;
    return { ...each, updates: updates.map((one) => ({ ...one, q: { $and: [one['q'], { _id: (i % 6) + 1 }] } })) };
  }),
});

export const anyCase: Arbitrary<Case> = fc
  .record({
    documents: fc.uniqueArray(document, { selector: (d) => d._id, maxLength: 6 }),
    indexes: fc.uniqueArray(index, { selector: (i) => i['name'] as string, maxLength: 2 }),
    commands: fc.array(command, { minLength: 1, maxLength: 5 }),
  })
  .map(withoutChance);
