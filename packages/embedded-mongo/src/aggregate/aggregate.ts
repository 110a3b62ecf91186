import { MongoError } from '../mongo-error.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { compileExpression, type Variables } from '../query/expression.ts';
import { type ScanLog } from '../query/scan-log.ts';
import { select } from '../query/select.ts';
import { parseSort, sortDocuments } from '../query/sort.ts';
import { type Collections } from '../storage/database.ts';
import { type Document, isDocument, typeName } from '../values/document.ts';
import { compareValues } from '../values/compare.ts';
import { compileAddFields, compileProject, compileReplaceRoot, compileUnset } from './document-stages.ts';
import { group } from './group.ts';
import { unwind } from './unwind.ts';

export type PipelineContext = { collections: Collections; scans: ScanLog; variables: Variables };

type Stream = Iterable<Document>;
type Stage = (input: Stream, context: PipelineContext, spec: unknown) => Stream;

/** Runs a pipeline over a collection. A leading $match and $sort use the collection's indexes. */
export function aggregate(name: string | undefined, pipeline: unknown[], context: PipelineContext): Stream {
  const stages = pipeline.map(parseStage);
  const collection = name === undefined ? undefined : context.collections.get(name);
  if (!collection) return runStages([], stages, context);
  const filters: Document[] = [];
  while (stages[0]?.name === '$match' && isDocument(stages[0].spec)) filters.push(stages.shift()?.spec as Document);
  const sort = stages[0]?.name === '$sort' ? parseSort(stages.shift()?.spec) : [];
  const filter = filters.length === 1 ? (filters[0] as Document) : filters.length > 1 ? { $and: filters } : {};
  const found = select(collection, filter, sort, context.variables, context.scans);
  return runStages(documentsOf(found), stages, context);
}

function* documentsOf(found: Iterable<readonly [number, Document]>): Generator<Document> {
  for (const [, document] of found) yield document;
}

const runStages = (input: Stream, stages: { name: string; spec: unknown }[], context: PipelineContext): Stream =>
  stages.reduce((stream, { name, spec }) => (table[name] as Stage)(stream, context, spec), input);

function parseStage(stage: unknown): { name: string; spec: unknown } {
  if (!isDocument(stage)) throw new MongoError(14, `Each element of the 'pipeline' array must be an object`);
  const [name, ...more] = Object.keys(stage);
  if (name === undefined || more.length > 0)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  if (!table[name]) throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  return { name, spec: stage[name] };
}

const mapped =
  (compile: (spec: unknown) => (document: Document, variables: Variables) => Document): Stage =>
  (input, { variables }, spec) => {
    const step = compile(spec);
    return map(input, (document) => step(document, variables));
  };

function* map(input: Stream, step: (document: Document) => Document): Generator<Document> {
  for (const document of input) yield step(document);
}

const match: Stage = (input, { variables }, spec) => {
  if (!isDocument(spec)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  const test = compileFilter(spec, variables);
  return filtered(input, test);
};

function* filtered(input: Stream, test: (document: Document) => boolean): Generator<Document> {
  for (const document of input) if (test(document)) yield document;
}

const wholeNumber = (stage: string, spec: unknown, least: number): number => {
  if (typeof spec !== 'number' || !Number.isInteger(spec) || spec < least)
    throw new MongoError(
      stage === '$limit' ? 15958 : 5107200,
      `invalid argument to ${stage} stage: the ${stage.slice(1)} must be ${least === 1 ? 'positive' : 'a non-negative number'}`,
    );
  return spec;
};

function* limited(input: Stream, limit: number): Generator<Document> {
  let left = limit;
  for (const document of input) {
    yield document;
    if (--left === 0) return;
  }
}

function* skipped(input: Stream, skip: number): Generator<Document> {
  let left = skip;
  for (const document of input) if (left-- <= 0) yield document;
}

function* counted(input: Stream, field: unknown): Generator<Document> {
  if (typeof field !== 'string' || field === '')
    throw new MongoError(40156, 'the count field must be a non-empty string');
  if (field.startsWith('$') || field.includes('.'))
    throw new MongoError(40158, 'the count field cannot be a $-prefixed path or contain a dot');
  let n = 0;
  for (const _ of input) n++;
  if (n > 0) yield { [field]: n };
}

function* sortedByCount(input: Stream, { variables }: PipelineContext, spec: unknown): Generator<Document> {
  const counts = [...group(input, variables, { _id: spec, count: { $sum: 1 } })];
  yield* counts.sort((a, b) => compareValues(b['count'], a['count']));
}

function* faceted(input: Stream, context: PipelineContext, spec: unknown): Generator<Document> {
  if (!isDocument(spec)) throw new MongoError(40169, `the $facet specification must be a non-empty object`);
  const documents = [...input];
  const result: Document = {};
  for (const [name, pipeline] of Object.entries(spec)) {
    if (!Array.isArray(pipeline))
      throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`);
    result[name] = [...runStages(documents, pipeline.map(parseStage), context)];
  }
  yield result;
}

const lookupFields = new Set(['from', 'localField', 'foreignField', 'let', 'pipeline', 'as']);

function* lookedUp(input: Stream, context: PipelineContext, spec: unknown): Generator<Document> {
  if (!isDocument(spec)) throw new MongoError(9, 'the $lookup specification must be an Object');
  for (const field of Object.keys(spec))
    if (!lookupFields.has(field)) throw new MongoError(9, `unknown argument to $lookup: ${field}`);
  const { from, localField, foreignField, let: defined = {}, pipeline = [], as } = spec;
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new MongoError(9, `must specify 'from' and 'as' fields for a $lookup`);
  const local = typeof localField === 'string' ? compileExpression(`$${localField}`) : undefined;
  const lets = Object.entries(defined as Document).map(([name, part]) => [name, compileExpression(part)] as const);
  const setField = (document: Document, value: unknown[]) =>
    compileAddFields({ [as]: { $literal: value } })(document, {});
  for (const document of input) {
    const variables = { ...context.variables };
    for (const [name, part] of lets) variables[name] = part(document, { ...context.variables, ROOT: document });
    const stages = [...(pipeline as unknown[])];
    if (local) {
      const value = local(document, { ...context.variables, ROOT: document }) ?? null;
      const wanted = Array.isArray(value) ? { $in: value } : { $eq: value };
      stages.unshift({ $match: { [String(foreignField)]: wanted } });
    }
    yield setField(document, [...aggregate(from, stages, { ...context, variables })]);
  }
}

const table: Record<string, Stage | undefined> = {
  $match: match,
  $sort: (input, _context, spec) => sortDocuments([...input], parseSort(spec), (document) => document),
  $limit: (input, _context, spec) => limited(input, wholeNumber('$limit', spec, 1)),
  $skip: (input, _context, spec) => skipped(input, wholeNumber('$skip', spec, 0)),
  $count: (input, _context, spec) => counted(input, spec),
  $group: (input, { variables }, spec) => group(input, variables, spec),
  $unwind: (input, _context, spec) => unwind(input, spec),
  $project: mapped(compileProject),
  $addFields: mapped(compileAddFields),
  $set: mapped(compileAddFields),
  $unset: mapped(compileUnset),
  $replaceRoot: mapped(compileReplaceRoot),
  $replaceWith: mapped((spec) => compileReplaceRoot({ newRoot: spec })),
  $sortByCount: sortedByCount,
  $facet: faceted,
  $lookup: lookedUp,
};
