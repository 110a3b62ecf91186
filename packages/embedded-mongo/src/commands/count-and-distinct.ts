import { compileFilter } from '../query/compile-filter.ts';
import { select } from '../query/select.ts';
import { type Document } from '../values/document.ts';
import { parsePath, someValueAt } from '../values/field-path.ts';
import { sortKey } from '../values/sort-key.ts';
import { compareKeys } from '../values/compare.ts';
import { type Command, type CommandContext, countField, documentField, textField } from './command.ts';

function* matching(name: string, command: Document, context: CommandContext): Generator<Document> {
  const filter = documentField(command, 'query');
  const collection = context.collections.get(name);
  if (!collection) {
    compileFilter(filter, context.variables);
    return;
  }
  for (const [, document] of select(collection, filter, [], context.variables, context.engine.scans)) yield document;
}

export const count: Command = {
  kind: 'read',
  fields: ['query', 'limit', 'skip', 'hint', 'fields'],
  run: (command, context) => {
    const name = textField(command, 'count');
    const limit = Math.abs(countField(command, 'limit') ?? 0);
    const filtered = Object.keys(documentField(command, 'query')).length > 0;
    let n = filtered
      ? [...matching(name, command, context)].length
      : (context.collections.get(name)?.records.size ?? 0);
    n = Math.max(0, n - (countField(command, 'skip') ?? 0));
    return { n: limit > 0 ? Math.min(n, limit) : n, ok: 1 };
  },
};

export const distinct: Command = {
  kind: 'read',
  transactional: true,
  fields: ['key', 'query', 'hint'],
  run: (command, context) => {
    const path = parsePath(textField(command, 'key'));
    const values = new Map<string, unknown>();
    for (const document of matching(textField(command, 'distinct'), command, context))
      someValueAt(document, path, false, (value) => {
        for (const item of Array.isArray(value) ? value : [value])
          if (item !== undefined && !values.has(sortKey(item))) values.set(sortKey(item), item);
        return false;
      });
    return { values: [...values].sort((a, b) => compareKeys(a[0], b[0])).map(([, value]) => value), ok: 1 };
  },
};
