import { calculateObjectSize, Long } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { type Document } from '../values/document.ts';
import { type Command } from './command.ts';

type Cursor = { ns: string; documents: Iterator<Document>; held: Document | undefined; usedAt: number };

export type Cursors = { open: Map<number, Cursor>; last: number };

export const newCursors = (): Cursors => ({ open: new Map(), last: 0 });

const firstBatchSize = 101;
const batchBytesMax = 16 * 1024 * 1024;
const idleMs = 10 * 60_000;

/** The first batch of a result. A cursor reads on from the state it began with, whatever is written meanwhile. */
export function cursorReply(
  cursors: Cursors,
  ns: string,
  documents: Iterable<Document>,
  { batchSize = firstBatchSize, single = false }: { batchSize?: number | undefined; single?: boolean } = {},
): Document {
  const cursor: Cursor = { ns, documents: documents[Symbol.iterator](), held: undefined, usedAt: Date.now() };
  const firstBatch = takeBatch(cursor, batchSize);
  const more = !single && peek(cursor);
  if (!more) cursor.documents.return?.();
  const id = more ? ++cursors.last : 0;
  if (more) cursors.open.set(id, cursor);
  return { cursor: { firstBatch, id: Long.fromNumber(id), ns }, ok: 1 };
}

function takeBatch(cursor: Cursor, size: number): Document[] {
  const batch: Document[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const document = next(cursor);
    if (document === undefined) break;
    bytes += calculateObjectSize(document);
    if (bytes > batchBytesMax && batch.length > 0) {
      cursor.held = document;
      break;
    }
    batch.push(document);
  }
  return batch;
}

function next(cursor: Cursor): Document | undefined {
  const { held } = cursor;
  cursor.held = undefined;
  if (held) return held;
  const step = cursor.documents.next();
  return step.done ? undefined : step.value;
}

function peek(cursor: Cursor): boolean {
  cursor.held ??= next(cursor);
  return cursor.held !== undefined;
}

export function closeIdleCursors(cursors: Cursors, now: number): void {
  for (const [id, cursor] of cursors.open) if (now - cursor.usedAt > idleMs) closeCursor(cursors, id);
}

function closeCursor(cursors: Cursors, id: number): boolean {
  cursors.open.get(id)?.documents.return?.();
  return cursors.open.delete(id);
}

export const getMore: Command = {
  kind: 'control',
  fields: ['collection', 'batchSize', 'maxTimeMS'],
  run: (command, { engine: { cursors } }) => {
    const id = Number(command['getMore']);
    const cursor = cursors.open.get(id);
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    const nextBatch = takeBatch(cursor, Number(command['batchSize'] ?? Infinity) || Infinity);
    const more = peek(cursor);
    if (!more) closeCursor(cursors, id);
    return { cursor: { nextBatch, id: Long.fromNumber(more ? id : 0), ns: cursor.ns }, ok: 1 };
  },
};

export const killCursors: Command = {
  kind: 'control',
  fields: ['cursors'],
  run: (command, { engine: { cursors } }) => {
    const cursorsKilled: Long[] = [];
    const cursorsNotFound: Long[] = [];
    for (const id of (command['cursors'] ?? []) as unknown[])
      (closeCursor(cursors, Number(id)) ? cursorsKilled : cursorsNotFound).push(Long.fromNumber(Number(id)));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};
