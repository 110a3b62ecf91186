import { MongoError, notSupported } from '../mongo-error.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { select } from '../query/select.ts';
import { type SortSpec } from '../query/sort.ts';
import { type Fork } from '../storage/database.ts';
import { compileUpdate, type UpdateContext } from '../update/apply-update.ts';
import { upsertedDocument } from '../update/upsert.ts';
import { type Document, isDocument } from '../values/document.ts';
import { type Found } from '../query/select.ts';
import { type Command, type CommandContext, documentField, forkOf, listField, textField } from './command.ts';
import { eachStatement } from './each-statement.ts';
import { checkDocument, insertDocument } from './insert.ts';

const statementFields = new Set(['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation']);

export const update: Command = {
  kind: 'write',
  transactional: true,
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  run: (command, context) => {
    const name = textField(command, 'update');
    let n = 0;
    let nModified = 0;
    const upserted: Document[] = [];
    const failed = eachStatement(command, listField(command, 'updates'), context, (statement, index) => {
      for (const field of Object.keys(statement))
        if (!statementFields.has(field))
          throw new MongoError(40415, `BSON field 'update.updates.${field}' is an unknown field.`);
      const result = updateMatching(name, statement, context);
      n += result.n;
      nModified += result.nModified;
      if (result.upserted) upserted.push({ index, _id: result.upserted.id });
    });
    return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...failed, ok: 1 };
  },
};

type Outcome = { n: number; nModified: number; upserted?: { id: unknown } };

function updateMatching(name: string, statement: Document, context: CommandContext): Outcome {
  const fork = forkOf(context);
  const filter = documentField(statement, 'q');
  const changes = statement['u'];
  const multi = statement['multi'] === true;
  if (multi && !Array.isArray(changes) && !isOperatorUpdate(changes))
    throw new MongoError(9, 'multi update is not supported for replacement-style update');
  if (isDocument(statement['c']) && Object.keys(statement['c']).length > 0) throw notSupported('constants in updates');
  const apply = compileUpdate(changes, updateContext(filter, statement, context));

  const found = foundFor(fork, name, filter, [], context, multi);
  let nModified = 0;
  for (const [id, before] of found) if (replaceDocument(fork, name, id, before, apply(before, false))) nModified++;
  if (found.length > 0 || statement['upsert'] !== true) return { n: found.length, nModified };

  const document = insertDocument(fork, name, upsertedDocument(filter, apply, isReplacement(changes)));
  return { n: 1, nModified: 0, upserted: { id: document['_id'] } };
}

export const isOperatorUpdate = (changes: unknown) =>
  isDocument(changes) && Object.keys(changes)[0]?.startsWith('$') === true;
export const isReplacement = (changes: unknown) => !Array.isArray(changes) && !isOperatorUpdate(changes);

export const updateContext = (
  filter: Document,
  statement: Document,
  { variables, now }: CommandContext,
): UpdateContext => ({
  filter,
  arrayFilters: statement['arrayFilters'] as Document[] | undefined,
  variables,
  now,
});

/** All that match are found before the first is changed, so that no document is met twice. */
export function foundFor(
  fork: Fork,
  name: string,
  filter: Document,
  sort: SortSpec,
  { engine, variables }: CommandContext,
  multi: boolean,
): Found[] {
  const collection = fork.collections.get(name);
  if (!collection) compileFilter(filter, variables);
  const found: Found[] = [];
  if (!collection) return found;
  for (const match of select(collection, filter, sort, variables, engine.scans)) {
    found.push(match);
    if (!multi) break;
  }
  return found;
}

/** Answers whether anything changed: an update that changes nothing writes nothing. */
export function replaceDocument(fork: Fork, name: string, id: number, before: Document, after: Document): boolean {
  if (identical(before, after)) return false;
  checkDocument(after);
  fork.replace(name, id, before, after);
  return true;
}

function identical(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => identical(item, b[i]));
  if (isDocument(a) && isDocument(b)) {
    const [fields, others] = [Object.keys(a), Object.keys(b)];
    return fields.length === others.length && fields.every((f, i) => f === others[i] && identical(a[f], b[f]));
  }
  return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
}
