import { serialize } from 'bson';
import { open, rename, rm } from 'node:fs/promises';
import { type Document } from '../values/document.ts';
import { type RecordId } from './collection-state.ts';
import { listFiles, segmentPath, snapshotPath, syncDirectory } from './data-folder.ts';
import { type Collections, type Database } from './database.ts';
import { encodeFrame } from './journal-frames.ts';
import { type Journal } from './journal.ts';
import { type SnapshotRecord } from './recover.ts';

const documentsPerFrame = 200;

/**
 * Writes everything as it is now into a snapshot and drops the segments it replaces. Trees are persistent, so the
 * state stands still by itself while writers go on. A crash at any point leaves the old files or the new one.
 */
export async function compact(
  folder: string,
  databases: ReadonlyMap<string, Database>,
  journal: Journal,
): Promise<number> {
  const segment = await journal.rotate();
  // Taken after the switch: what is both in here and in the new segment does no harm, as entries are absolute.
  const states = [...databases.values()].map((db) => ({
    name: db.name,
    collections: db.committed,
    lastId: db.lastRecordId,
  }));
  const path = snapshotPath(folder, segment);
  const file = await open(`${path}.tmp`, 'w');
  let size = 0;
  try {
    for (const record of recordsOf(states)) {
      const frame = encodeFrame(Buffer.from(serialize(record)));
      await file.write(frame);
      size += frame.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
  await syncDirectory(folder);

  const { segments, snapshots } = await listFiles(folder);
  for (const old of segments) if (old < segment) await rm(segmentPath(folder, old));
  for (const old of snapshots) if (old < segment) await rm(snapshotPath(folder, old));
  return size;
}

function* recordsOf(states: { name: string; collections: Collections; lastId: RecordId }[]): Generator<SnapshotRecord> {
  for (const { name: db, collections } of states)
    for (const [collection, state] of collections) {
      const specs = state.indexes.slice(1).map((index) => index.definition.spec);
      yield {
        db,
        entries: [
          { kind: 'create', collection },
          ...specs.map((spec) => ({ kind: 'create-index' as const, collection, spec })),
        ],
      };
      let batch: [RecordId, Document][] = [];
      const puts = () => batch.map(([id, document]) => ({ kind: 'put' as const, collection, id, document }));
      for (const [id, document] of state.records.ascend()) {
        batch.push([id, document]);
        if (batch.length < documentsPerFrame) continue;
        yield { db, entries: puts() };
        batch = [];
      }
      if (batch.length > 0) yield { db, entries: puts() };
    }
  yield { db: '', entries: [], end: true, lastRecordIds: Object.fromEntries(states.map((s) => [s.name, s.lastId])) };
}
