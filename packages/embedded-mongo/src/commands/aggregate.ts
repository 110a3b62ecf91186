import { aggregate } from '../aggregate/aggregate.ts';
import { MongoError, notSupported } from '../mongo-error.ts';
import { type Command, listField } from './command.ts';
import { cursorReply } from './cursors.ts';

export const aggregateCommand: Command = {
  kind: 'read',
  transactional: true,
  fields: ['pipeline', 'cursor', 'allowDiskUse', 'hint', 'let', 'explain', 'bypassDocumentValidation'],
  run: (command, { engine, db, collections, variables }) => {
    if (command['explain']) throw notSupported('explain');
    const name = command['aggregate'];
    const cursor = command['cursor'] as { batchSize?: number } | undefined;
    if (!cursor)
      throw new MongoError(9, `The 'cursor' option is required, except for aggregate with the explain argument`);
    const context = { collections, scans: engine.scans, variables };
    const documents = aggregate(typeof name === 'string' ? name : undefined, listField(command, 'pipeline'), context);
    return cursorReply(engine.cursors, `${db}.${String(name)}`, documents, { batchSize: cursor.batchSize });
  },
};
