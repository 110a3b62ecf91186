import { MongoError } from '../mongo-error.ts';
import { compileProjection } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import { compileUpdate } from '../update/apply-update.ts';
import { upsertedDocument } from '../update/upsert.ts';
import { type Document } from '../values/document.ts';
import { type Command, type CommandContext, documentField, forkOf, textField } from './command.ts';
import { insertDocument } from './insert.ts';
import { foundFor, isReplacement, replaceDocument, updateContext } from './update.ts';

export const findAndModify: Command = {
  kind: 'write',
  transactional: true,
  fields: [
    'query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters', 'hint', 'let', 'bypassDocumentValidation',
  ], // prettier-ignore
  run: (command, context) => {
    const name = textField(command, Object.keys(command)[0] as string);
    const fork = forkOf(context);
    const filter = documentField(command, 'query');
    const remove = command['remove'] === true;
    if (remove === (command['update'] !== undefined))
      throw new MongoError(
        9,
        remove ? 'Cannot specify both an update and remove=true' : 'Either an update or remove=true must be specified',
      );
    const shown = shownAs(command, context);
    const [hit] = foundFor(fork, name, filter, parseSort(command['sort']), context, false);
    if (remove) {
      if (!hit) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
      fork.remove(name, hit[0], hit[1]);
      return { lastErrorObject: { n: 1 }, value: shown(hit[1]), ok: 1 };
    }

    const changes = command['update'];
    const apply = compileUpdate(changes, updateContext(filter, command, context));
    if (hit) {
      const after = apply(hit[1], false);
      replaceDocument(fork, name, hit[0], hit[1], after);
      return { lastErrorObject: { n: 1, updatedExisting: true }, value: shown(command['new'] ? after : hit[1]), ok: 1 };
    }
    if (command['upsert'] !== true) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
    const made = insertDocument(fork, name, upsertedDocument(filter, apply, isReplacement(changes)));
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: made['_id'] },
      value: command['new'] ? shown(made) : null,
      ok: 1,
    };
  },
};

function shownAs(command: Document, { variables }: CommandContext): (document: Document) => Document {
  const fields = documentField(command, 'fields');
  if (Object.keys(fields).length === 0) return (document) => document;
  const project = compileProjection(fields, { find: true });
  return (document) => project(document, variables);
}
