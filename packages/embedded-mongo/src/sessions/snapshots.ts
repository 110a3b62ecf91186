import { Timestamp } from 'bson';
import { type Engine } from '../engine.ts';
import { MongoError } from '../mongo-error.ts';
import { type Collections } from '../storage/database.ts';
import { type Document, isDocument } from '../values/document.ts';

type Snapshot = { at: Timestamp; databases: ReadonlyMap<string, Collections> };

const remembered = 1_000;
let counter = 0;

const keyOf = (at: Timestamp) => `${at.t}.${at.i}`;

/** The first read of a snapshot session fixes what all of its reads see: holding a state costs a reference. */
export function snapshotFor(engine: Engine, concern: Document, now: Date): Snapshot {
  const wanted = concern['atClusterTime'];
  if (wanted instanceof Timestamp) {
    const databases = engine.snapshots.get(keyOf(wanted));
    if (!databases) throw new MongoError(239, 'Read timestamp is older than the oldest available timestamp.');
    return { at: wanted, databases };
  }
  const at = new Timestamp({ t: Math.floor(now.getTime() / 1_000), i: ++counter });
  const databases = new Map([...engine.databases.values()].map((database) => [database.name, database.committed]));
  engine.snapshots.set(keyOf(at), databases);
  const [oldest] = engine.snapshots.keys();
  if (engine.snapshots.size > remembered && oldest !== undefined) engine.snapshots.delete(oldest);
  return { at, databases };
}

export function snapshotReply(reply: Document, at: Timestamp): Document {
  const { cursor } = reply;
  return isDocument(cursor) ? { ...reply, cursor: { ...cursor, atClusterTime: at } } : { ...reply, atClusterTime: at };
}
