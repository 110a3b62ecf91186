import { type Variables } from '../query/expression.ts';
import { compileFilter, type Predicate } from '../query/compile-filter.ts';
import { MongoError } from '../mongo-error.ts';
import { cloneValue, type Document, isDocument } from '../values/document.ts';
import { equalValues } from '../values/compare.ts';
import { applyPipeline } from './apply-pipeline.ts';
import { fieldChange, type FieldChange } from './field-changes.ts';
import { modifyAt } from './modify-at.ts';
import { type Modification, parseUpdate } from './parse-update.ts';
import { positionOf } from './matched-position.ts';
import { rename } from './rename.ts';

export type UpdateContext = {
  filter: Document;
  arrayFilters?: Document[] | undefined;
  variables: Variables;
  now: Date;
};

export type Update = (document: Document, inserting: boolean) => Document;

/** An update, parsed once and then applied to as many documents as match. The document given is left as it was. */
export function compileUpdate(update: unknown, context: UpdateContext): Update {
  if (Array.isArray(update)) {
    if (context.arrayFilters?.length)
      throw new MongoError(9, 'arrayFilters may not be specified for pipeline-syle updates');
    return (document) => keepId(document, applyPipeline(update, document, context.variables));
  }
  if (!isDocument(update)) throw new MongoError(9, 'Update argument must be either an object or an array');
  if (!Object.keys(update)[0]?.startsWith('$')) return (document) => replaced(document, update);

  const modifications = parseUpdate(update).map((modification) => ({
    ...modification,
    change: changeOf(modification, context.now),
  }));
  const itemTests = compileArrayFilters(context.arrayFilters ?? [], modifications);
  return (document, inserting) => {
    const result = cloneValue(document);
    for (const modification of modifications) {
      if (modification.operator === '$setOnInsert' && !inserting) continue;
      applyOne(result, document, modification, itemTests, context);
    }
    return keepId(document, result);
  };
}

const changeOf = ({ operator, name, operand }: Modification, now: Date): FieldChange | undefined =>
  operator === '$rename' ? undefined : fieldChange(operator, name, operand, now);

function applyOne(
  result: Document,
  original: Document,
  { operator, path, name, operand, change }: Modification & { change: FieldChange | undefined },
  itemTests: Map<string, Predicate>,
  { filter }: UpdateContext,
): void {
  if (!change) return rename(result, name, operand);
  modifyAt(result, path, (value) => change(value, original), {
    name,
    createMissing: operator !== '$unset' && operator !== '$pull' && operator !== '$pullAll' && operator !== '$pop',
    mustLead: operator !== '$unset',
    position: (arrayPath) => positionOf(original, arrayPath, filter),
    itemTests,
  });
}

function compileArrayFilters(filters: Document[], modifications: Modification[]): Map<string, Predicate> {
  const tests = new Map<string, Predicate>();
  for (const filter of filters) {
    const names = new Set(identifiers(filter));
    const [name] = names;
    if (name === undefined)
      throw new MongoError(9, 'Cannot use an expression without a top-level field name in arrayFilters');
    if (names.size > 1)
      throw new MongoError(
        9,
        `Error parsing array filter: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw new MongoError(
        2,
        `Error parsing array filter: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (tests.has(name))
      throw new MongoError(9, `Found multiple array filters with the same top-level field name ${name}`);
    tests.set(name, compileFilter(filter));
    if (!modifications.some(({ path }) => path.includes(`$[${name}]`)))
      throw new MongoError(
        9,
        `The array filter for identifier '${name}' was not used in the update { ${modifications.map((m) => m.operator).join(', ')} }`,
      );
  }
  for (const { path, name } of modifications)
    for (const part of path) {
      const id = /^\$\[(.+)\]$/.exec(part)?.[1];
      if (id !== undefined && !tests.has(id))
        throw new MongoError(2, `No array filter found for identifier '${id}' in path '${name}'`);
    }
  return tests;
}

const identifiers = (filter: Document): string[] =>
  Object.entries(filter).flatMap(([field, condition]) =>
    field.startsWith('$') && Array.isArray(condition)
      ? condition.flatMap(identifiers)
      : [field.split('.')[0] as string],
  );

function replaced(document: Document, replacement: Document): Document {
  const operator = Object.keys(replacement).find((field) => field.startsWith('$'));
  if (operator)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  if (!('_id' in document)) return { ...replacement };
  if ('_id' in replacement && !equalValues(replacement['_id'], document['_id'])) throw immutableId();
  const { _id: _, ...rest } = replacement;
  return { _id: document['_id'], ...rest };
}

function keepId(before: Document, after: Document): Document {
  if (!('_id' in before)) return after;
  if (!('_id' in after) || !equalValues(before['_id'], after['_id'])) throw immutableId();
  return after;
}

const immutableId = () =>
  new MongoError(66, `Performing an update on the path '_id' would modify the immutable field '_id'`);
