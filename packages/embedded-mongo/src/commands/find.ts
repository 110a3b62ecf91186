import { notSupported } from '../mongo-error.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { compileProjection } from '../query/projection.ts';
import { select } from '../query/select.ts';
import { parseSort } from '../query/sort.ts';
import { type Document } from '../values/document.ts';
import { type Command, type CommandContext, countField, documentField, textField } from './command.ts';
import { cursorReply } from './cursors.ts';

export const find: Command = {
  kind: 'read',
  transactional: true,
  fields: [
    'filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint', 'let', 'allowDiskUse',
    'noCursorTimeout', 'allowPartialResults', 'tailable', 'awaitData', 'returnKey', 'showRecordId',
  ], // prettier-ignore
  run: (command, context) => {
    const name = textField(command, 'find');
    for (const field of ['tailable', 'returnKey', 'showRecordId'])
      if (command[field]) throw notSupported(`'${field}' in find`);
    const limit = countField(command, 'limit') ?? 0;
    const documents = page(found(name, command, context), countField(command, 'skip') ?? 0, Math.abs(limit));
    const projection = documentField(command, 'projection');
    const shaped = Object.keys(projection).length > 0 ? projected(documents, projection, context) : documents;
    return cursorReply(context.engine.cursors, `${context.db}.${name}`, shaped, {
      batchSize: countField(command, 'batchSize'),
      single: command['singleBatch'] === true || limit < 0,
    });
  },
};

function* found(
  name: string,
  command: Document,
  { collections, engine, variables }: CommandContext,
): Generator<Document> {
  const collection = collections.get(name);
  const filter = documentField(command, 'filter');
  const sort = parseSort(command['sort']);
  const natural = sort.length === 1 && sort[0]?.name === '$natural' ? sort[0] : undefined;
  if (natural?.descending) throw notSupported('a descending $natural sort');
  // A collection that does not exist still refuses a filter that is wrong.
  if (!collection) compileFilter(filter, variables);
  if (!collection) return;
  for (const [, document] of select(collection, filter, natural ? [] : sort, variables, engine.scans)) yield document;
}

function* page(documents: Iterable<Document>, skip: number, limit: number): Generator<Document> {
  let at = 0;
  for (const document of documents) {
    if (at++ < skip) continue;
    yield document;
    if (limit > 0 && at >= skip + limit) return;
  }
}

function* projected(documents: Iterable<Document>, spec: Document, { variables }: CommandContext): Generator<Document> {
  const project = compileProjection(spec, { find: true });
  for (const document of documents) yield project(document, variables);
}
