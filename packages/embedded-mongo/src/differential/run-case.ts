import { EJSON } from 'bson';
import { type mongo } from 'mongoose';
import { type Document } from '../values/document.ts';
import { type Case } from './arbitrary-cases.ts';

/** What a server answered to each command of a case, and what was stored in the end; as text, to be compared. */
export async function runCase(db: mongo.Db, { documents, indexes, commands }: Case): Promise<string[]> {
  await db.command({ delete: 'case', deletes: [{ q: {}, limit: 0 }] });
  await db.command({ createIndexes: 'case', indexes: [{ key: { unused: 1 }, name: 'unused' }] });
  await db.command({ dropIndexes: 'case', index: '*' });
  if (documents.length > 0)
    await db.collection('case').insertMany(documents as mongo.BSON.Document[], { ordered: false });
  const answers: string[] = [];
  for (const index of indexes) answers.push(await answer(db, { createIndexes: 'case', indexes: [index] }));
  for (const command of commands) answers.push(await answer(db, command));
  answers.push(await answer(db, { find: 'case', filter: {}, sort: { _id: 1 } }));
  return answers;
}

async function answer(db: mongo.Db, command: Document): Promise<string> {
  try {
    return shown(command, (await db.command(command)) as Document);
  } catch (error) {
    const { code } = error as { code?: number };
    if (code === undefined) throw error;
    return `error ${code}`;
  }
}

/** The parts of a reply that are promised: no error texts, no ids made up by a server, no order nobody asked for. */
function shown(command: Document, reply: Document): string {
  const cursor = reply['cursor'] as { firstBatch: Document[] } | undefined;
  const errors = reply['writeErrors'] as { index: number; code: number }[] | undefined;
  const pipeline = JSON.stringify(command['pipeline'] ?? '');
  const unordered = pipeline.includes('$group');
  const documents = cursor?.firstBatch.map((document) => text(withoutOrderOfFound(document)));
  const parts: Document = {
    documents: unordered ? documents?.toSorted() : documents,
    n: reply['n'],
    nModified: reply['nModified'],
    upserted: reply['upserted'],
    value: reply['value'],
    values: reply['values'],
    lastErrorObject: reply['lastErrorObject'],
    indexes: reply['numIndexesAfter'],
    errors: errors?.map(({ index, code }) => ({ index, code })),
  };
  return text(Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)));
}

/** What `$lookup` finds, it finds in the order of whichever plan was chosen. */
const withoutOrderOfFound = (document: Document): Document => {
  const { found } = document;
  return Array.isArray(found)
    ? { ...document, found: found.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)) }
    : document;
};

const text = (value: unknown) =>
  EJSON.stringify(value, { relaxed: false }).replace(/\{"\$oid":"(?!0{20})[0-9a-f]{24}"\}/g, '"new id"');
