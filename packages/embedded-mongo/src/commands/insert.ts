import { calculateObjectSize, ObjectId } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { type Fork } from '../storage/database.ts';
import { type Document, isRegex, refuseUnsupportedTypes } from '../values/document.ts';
import { type Command, forkOf, listField, textField } from './command.ts';
import { eachStatement } from './each-statement.ts';

export const insert: Command = {
  kind: 'write',
  transactional: true,
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run: (command, context) => {
    const name = textField(command, 'insert');
    const fork = forkOf(context);
    let n = 0;
    const failed = eachStatement(command, listField(command, 'documents'), context, (document) => {
      insertDocument(fork, name, document);
      n++;
    });
    return { n, ...failed, ok: 1 };
  },
};

const documentBytesMax = 16 * 1024 * 1024;

/** Gives the document an _id if it has none, puts it first, and stores it. */
export function insertDocument(fork: Fork, name: string, document: Document): Document {
  const stored = Object.keys(document)[0] === '_id' ? document : withId(document);
  checkDocument(stored);
  fork.insert(name, stored);
  return stored;
}

function withId(document: Document): Document {
  const { _id: id, ...rest } = document;
  return { _id: id === undefined ? new ObjectId() : id, ...rest };
}

/** What may be stored at all, whatever command it comes from. */
export function checkDocument(document: Document): void {
  const id = document['_id'];
  if (Array.isArray(id)) throw new MongoError(2, `can't use an array for _id`);
  if (isRegex(id)) throw new MongoError(2, `can't use a regex for _id`);
  refuseUnsupportedTypes(document);
  for (const field in document)
    if (field.charCodeAt(0) === 36) throw new MongoError(52, `Document can't have $ prefixed field names: ${field}`);
  const bytes = calculateObjectSize(document);
  if (bytes > documentBytesMax)
    throw new MongoError(
      10334,
      `BSONObj size: ${bytes} is invalid. Size must be between 0 and ${documentBytesMax}(16MB)`,
    );
}
