import { MongoError } from '../mongo-error.ts';
import { type Document } from '../values/document.ts';
import { type CommandContext } from './command.ts';

/**
 * Runs the statements of a bulk write. A failure stops an ordered bulk and is one of many in an unordered one; in a
 * transaction it fails the command, and with it the transaction.
 */
export function eachStatement<T>(
  command: Document,
  statements: readonly T[],
  { inTransaction }: CommandContext,
  run: (statement: T, index: number) => void,
): { writeErrors?: Document[] } {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof MongoError) || inTransaction) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (command['ordered'] !== false) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}
