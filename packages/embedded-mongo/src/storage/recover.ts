import { deserialize } from 'bson';
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Document } from '../values/document.ts';
import { buildIndex, type CollectionState, emptyCollection, type RecordId } from './collection-state.ts';
import { listFiles, segmentPath, snapshotPath } from './data-folder.ts';
import { Database } from './database.ts';
import { defineIndex } from './index-definition.ts';
import { CorruptJournal, readFrames } from './journal-frames.ts';
import { type JournalEntry, type JournalRecord } from './journal-entry.ts';
import { Tree } from './tree.ts';

type Loaded = { records: Map<RecordId, Document>; indexes: Map<string, Document> };

export type Recovered = { databases: Map<string, Database>; segment: number; size: number };

/** Reads the newest snapshot and every segment since. A torn last record was never acknowledged and is cut off. */
export async function recover(folder: string): Promise<Recovered> {
  const { segments, snapshots, unfinished } = await listFiles(folder);
  for (const path of unfinished) await rm(path);

  const loader = new Loader();
  const start = snapshots.at(-1) ?? 0;
  if (start > 0) loader.readSnapshot(snapshotPath(folder, start));
  const replayed = segments.filter((segment) => segment >= start);
  const [first = start] = replayed;
  if (first > Math.max(start, 1))
    throw new CorruptJournal(
      start > 0
        ? `${segmentPath(folder, start)} is missing. Restore it from a backup; nothing was changed.`
        : `${snapshotPath(folder, first)} is missing. Restore it from a backup; nothing was changed.`,
    );
  for (const [at, segment] of replayed.entries()) {
    if (at > 0 && segment !== (replayed[at - 1] as number) + 1)
      throw new CorruptJournal(`${segmentPath(folder, segment - 1)} is missing.`);
    loader.readSegment(segmentPath(folder, segment), at === replayed.length - 1);
  }
  for (const old of segments.filter((segment) => segment < start)) await rm(segmentPath(folder, old));
  for (const old of snapshots.slice(0, -1)) await rm(snapshotPath(folder, old));
  return {
    databases: loader.databases(),
    segment: replayed.at(-1) ?? Math.max(start, 1),
    size: loader.lastSegmentSize,
  };
}

class Loader {
  readonly #databases = new Map<string, Map<string, Loaded>>();
  readonly #lastIds = new Map<string, RecordId>();
  lastSegmentSize = 0;

  readSnapshot(path: string): void {
    let complete = false;
    const whole = this.#read(path, (record) => {
      complete = record.end === true;
      if (record.end) for (const [db, id] of Object.entries(record.lastRecordIds ?? {})) this.#lastIds.set(db, id);
    });
    if (!whole || !complete)
      throw new CorruptJournal(`${path} is damaged. Restore it from a backup; nothing was changed.`);
  }

  readSegment(path: string, last: boolean): void {
    const whole = this.#read(path, () => {});
    if (!whole && !last) throw new CorruptJournal(`${path} is cut short, and newer segments exist.`);
  }

  databases(): Map<string, Database> {
    const result = new Map<string, Database>();
    for (const [name, collections] of this.#databases) {
      const database = new Database(name);
      const built = [...collections].map(([c, loaded]) => [c, build(`${name}.${c}`, loaded)] as const);
      database.restore(new Map(built), this.#lastIds.get(name) ?? 0);
      result.set(name, database);
    }
    return result;
  }

  /** Answers whether the file was whole. What is torn is cut, so that the next record stands behind a whole one. */
  #read(path: string, seen: (record: SnapshotRecord) => void): boolean {
    const fd = openSync(path, 'r+');
    try {
      const { size } = fstatSync(fd);
      const end = readFrames(fd, size, path, (payload) => {
        for (let at = 0; at < payload.length; at += payload.readInt32LE(at)) {
          const record = deserialize(payload.subarray(at, at + payload.readInt32LE(at))) as SnapshotRecord;
          for (const entry of record.entries) this.#apply(record.db, entry);
          seen(record);
        }
      });
      this.lastSegmentSize = end;
      if (end === size) return true;
      if (path.endsWith('.log')) {
        ftruncateSync(fd, end);
        fsyncSync(fd);
      }
      return false;
    } finally {
      closeSync(fd);
    }
  }

  #apply(db: string, entry: JournalEntry): void {
    let collections = this.#databases.get(db);
    if (!collections) this.#databases.set(db, (collections = new Map()));
    if (entry.kind === 'drop') {
      collections.delete(entry.collection);
      return;
    }
    let loaded = collections.get(entry.collection);
    if (!loaded) collections.set(entry.collection, (loaded = { records: new Map(), indexes: new Map() }));
    if (entry.kind === 'put') {
      loaded.records.set(entry.id, entry.document);
      if (entry.id > (this.#lastIds.get(db) ?? 0)) this.#lastIds.set(db, entry.id);
    } else if (entry.kind === 'remove') loaded.records.delete(entry.id);
    else if (entry.kind === 'create-index') loaded.indexes.set(String(entry.spec['name']), entry.spec);
    else if (entry.kind === 'drop-index') loaded.indexes.delete(entry.index);
  }
}

export type SnapshotRecord = JournalRecord & { end?: boolean; lastRecordIds?: Record<string, RecordId> };

function build(ns: string, { records, indexes }: Loaded): CollectionState {
  const sorted = [...records].sort((a, b) => a[0] - b[0]);
  const bare = { ...emptyCollection(ns), records: Tree.fromSorted(sorted) };
  const definitions = [...bare.indexes.map((index) => index.definition), ...[...indexes.values()].map(defineIndex)];
  return { ...bare, indexes: definitions.map((definition) => buildIndex(bare, definition)) };
}
