import { Refused, Unavailable } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import { job, timerKind, type JobOutcome, type TimerRow, type Work } from '@fairdue/timers';
import type { Guard } from '../permits/guard.ts';
import { applyLines } from './apply-lines.ts';
import { chunkId, summary, type Chunk } from './import.ts';
import { finishChunk, loadChunk, loadImport } from './import.store.ts';
import { lookAgainLater } from './second-look.ts';
import { personsOf } from './persons-of.ts';

type Due = { creditorId: string; importId: string; chunk: number };

/** Lines wait as rows, in order within their import. Real time: nobody's business hangs on when they are read. */
export const importLines = timerKind<Due>('import-lines', { time: 'real' });

const retryMs = 5_000;
const importsAtOnce = 8;

/** Rows in which the lines of a chunk wait. */
export const waiting = ({ creditorId, importId, chunk, _id }: Chunk) => ({
  id: _id,
  key: importId,
  dueAt: new Date(),
  data: { creditorId, importId, chunk },
});

/** Works off what imports brought, chunk by chunk: effects, evidence, counts and the row that asked are one transaction. */
export const applyImports = (guard: Guard): Work =>
  job(importLines, (rows) => Promise.all(rows.map((row) => applyChunk(guard, row))), { batchMax: importsAtOnce });

async function applyChunk(guard: Guard, { id, data }: TimerRow<Due>): Promise<JobOutcome> {
  const { creditorId, importId } = data;
  const { db, now } = guard.deps;
  const chunk = await loadChunk({ db }, creditorId, chunkId(importId, data.chunk));
  if (!chunk || chunk.outcomes !== undefined) return { id, done: () => Promise.resolve() };
  try {
    const lines = chunk.lines.flatMap((each) => ('line' in each ? each.line : []));
    const persons = await personsOf(guard, creditorId, lines);
    return { id, done: (tx) => finish(tx, chunk, persons, now()) };
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Refused)) throw error;
    return { id, retryAt: new Date(Date.now() + retryMs), cause: error.code };
  }
}

async function finish(tx: Tx, chunk: Chunk, persons: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const { creditorId, importId, first, lines } = chunk;
  const row = await loadImport(tx, [creditorId], importId);
  const results = await applyLines(tx, row, lines, persons, now);
  await finishChunk(tx, chunk, summary(first, results));
  const hashes = lines.flatMap((each) => ('line' in each ? (each.line.addressHash ?? []) : []));
  if (row.kind === 'suppressions' && hashes.length > 0) await lookAgainLater(tx, chunk._id, { creditorId, hashes });
}
