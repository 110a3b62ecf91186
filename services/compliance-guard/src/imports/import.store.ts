import { Schema } from 'mongoose';
import { Refused } from '@fairdue/refused';
import { collection, keysetFilter, pageOf, readCursor, type Connection, type Page, type Tx } from '@fairdue/store';
import { chunkId, linesAtOnce, type Chunk, type Counts, type Import, type Outcome } from './import.ts';

const mixed = Schema.Types.Mixed;

export const imports = collection<Omit<Import, Outcome>>(
  'imports',
  {
    creditorId: String, kind: String, name: String, startedAt: Date, recordedBy: mixed, received: Number, chunks: Number,
  }, // prettier-ignore
  { indexes: [[{ creditorId: 1, _id: 1 }]] },
);

type CountsRow = Counts & { _id: string; creditorId: string };

/** What became of lines, beside the import: who sends lines and who works on them write at once, and must not meet. */
export const importCounts = collection<CountsRow>('import_counts', {
  creditorId: String, taken: Number, repeated: Number, refused: Number,
}); // prettier-ignore

export const importChunks = collection<Chunk>(
  'import_chunks',
  {
    creditorId: String, importId: String, chunk: Number, first: Number, count: Number, lines: [mixed], outcomes: String,
    refusals: [mixed],
  }, // prettier-ignore
  {
    indexes: [[{ creditorId: 1, importId: 1, first: 1 }], [{ creditorId: 1, importId: 1, 'refusals.line': 1 }]],
  },
);

type Where = { db: Connection; session?: Tx['session'] };
const within = ({ session }: Where) => (session ? { session } : {});

/** Imports as they are told: with what became of their lines so far. */
async function counted(
  where: Where,
  creditorIds: readonly string[],
  rows: readonly Omit<Import, Outcome>[],
): Promise<Import[]> {
  const found = await importCounts(where.db)
    .find({ creditorId: { $in: [...creditorIds] }, _id: { $in: rows.map(({ _id }) => _id) } }, null, within(where))
    .lean<CountsRow[]>();
  const byId = new Map(found.map((row) => [row._id, row]));
  return rows.map((row) => {
    const { taken = 0, repeated = 0, refused = 0 } = byId.get(row._id) ?? {};
    return { ...row, taken, repeated, refused };
  });
}

/** An import of another creditor does not exist. */
export async function loadImport(where: Where, creditorIds: readonly string[], importId: string): Promise<Import> {
  const row = await imports(where.db)
    .findOne({ creditorId: { $in: [...creditorIds] }, _id: importId }, null, within(where))
    .lean<Import>();
  const [found] = row ? await counted(where, [row.creditorId], [row]) : [];
  if (!found) throw new Refused('not-found', 'import-not-found', 'There is no such import.');
  return found;
}

export async function addImport({ db, session }: Tx, { taken, repeated, refused, ...row }: Import): Promise<void> {
  const { _id, creditorId } = row;
  await imports(db).insertMany([row], { session });
  await importCounts(db).insertMany([{ _id, creditorId, taken, repeated, refused }], { session });
}

export async function listImports(
  db: Connection,
  creditorIds: readonly string[],
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Page<Import>> {
  const cursor = readCursor(after, ['string']);
  const rows = await imports(db)
    .find({ creditorId: { $in: [...creditorIds] }, ...keysetFilter(['_id'], cursor, 'descending') })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<Import[]>();
  const { items, next } = pageOf(rows, limit, ['_id']);
  return { items: await counted({ db }, creditorIds, items), next };
}

/** Puts lines behind those that are there. Of two senders that continue at the same line one does; the other is told. */
export async function addChunk({ db, session }: Tx, chunk: Omit<Chunk, '_id' | 'chunk'>): Promise<Chunk> {
  const { creditorId, importId, first, count } = chunk;
  const row = await imports(db)
    .findOneAndUpdate(
      { _id: importId, creditorId, received: first - 1 },
      { $inc: { received: count, chunks: 1 } },
      { session, returnDocument: 'after' },
    )
    .lean<Import>();
  if (!row) throw linesElsewhere();
  const added = { ...chunk, _id: chunkId(importId, row.chunks), chunk: row.chunks };
  await importChunks(db).insertMany([added], { session, lean: true });
  return added;
}

export const linesElsewhere = (): Refused =>
  new Refused('conflict', 'import-lines-elsewhere', 'The next line of that import has another number: see `received`.');

export const loadChunk = (where: Where, creditorId: string, id: string): Promise<Chunk | null> =>
  importChunks(where.db).findOne({ creditorId, _id: id }, null, within(where)).lean<Chunk>().exec();

/** Keeps what became of the lines in place of the lines. */
export async function finishChunk(
  { db, session }: Tx,
  { _id, creditorId, importId }: Chunk,
  { counts, outcomes, refusals }: { counts: Counts } & Required<Pick<Chunk, 'outcomes' | 'refusals'>>,
): Promise<void> {
  await importChunks(db).updateOne({ _id, creditorId }, { $set: { outcomes, refusals, lines: [] } }, { session });
  await importCounts(db).updateOne({ _id: importId, creditorId }, { $inc: counts }, { session });
}

/** Chunks that are done, from the one that holds the line on. */
export const finishedChunks = (
  db: Connection,
  { creditorId, _id: importId }: Import,
  { after, onlyRefused, limit }: { after: number; onlyRefused: boolean; limit: number },
): Promise<Chunk[]> =>
  importChunks(db)
    .find({
      creditorId,
      importId,
      outcomes: { $exists: true },
      ...(onlyRefused ? { 'refusals.line': { $gt: after } } : { first: { $gt: after - linesAtOnce } }),
    })
    .sort({ first: 1 })
    .limit(limit)
    .lean<Chunk[]>()
    .exec();
