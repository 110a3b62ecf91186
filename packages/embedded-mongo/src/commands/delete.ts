import { MongoError } from '../mongo-error.ts';
import { type Command, documentField, forkOf, listField, textField } from './command.ts';
import { eachStatement } from './each-statement.ts';
import { foundFor } from './update.ts';

export const deleteCommand: Command = {
  kind: 'write',
  transactional: true,
  fields: ['deletes', 'ordered', 'let'],
  run: (command, context) => {
    const name = textField(command, 'delete');
    const fork = forkOf(context);
    let n = 0;
    const failed = eachStatement(command, listField(command, 'deletes'), context, (statement) => {
      const { limit } = statement;
      if (limit !== 0 && limit !== 1)
        throw new MongoError(9, `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
      for (const [id, document] of foundFor(fork, name, documentField(statement, 'q'), [], context, limit === 0)) {
        fork.remove(name, id, document);
        n++;
      }
    });
    return { n, ...failed, ok: 1 };
  },
};
