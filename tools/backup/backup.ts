import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { connect } from '@fairdue/store';
import type { Stores } from './installation-stores.ts';
import { manifestFile, type Manifest } from './manifest.ts';
import { RowFile, type BackupKey } from './sealed-file.ts';
import { readTopics } from './topic-files.ts';

const { EJSON } = mongoose.mongo.BSON;

type Snapshot = { client: mongoose.mongo.MongoClient; session: mongoose.mongo.ClientSession };
type Target = { folder: string; key: BackupKey | undefined };

const pageMax = 1_000;
const snapshotRead = { readConcern: { level: 'snapshot' as const } };

/**
 * Writes what an installation holds into an empty folder, while it goes on working. All databases are read at one time of
 * their cluster, so that an event and what it came of are both in the backup, or neither is. The manifest comes last: a
 * folder without one is no backup.
 */
export async function backup(stores: Stores, { folder, key }: Target, version: string): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty: every backup has a folder of its own`);
  const target = { folder, key };
  const db = await connect(stores.mongoUrl, 'admin', { appName: 'backup' });
  const client = db.getClient();
  const session = client.startSession({ snapshot: true });
  const snapshot = { client, session };
  try {
    const databases = [];
    for (const [name, inStore] of stores.databases) databases.push(await readDatabase(snapshot, name, inStore, target));
    if (databases.every(({ collections }) => collections.length === 0))
      throw new Error(`there is nothing to back up: no database ${[...stores.databases.values()].join(', ')} is here`);
    const { snapshotTime: clusterTime } = session as { snapshotTime?: mongoose.mongo.Timestamp }; // untyped in the driver
    if (!clusterTime) throw new Error('the store told no time of its snapshot: is it a replica set?');
    // What the snapshot says was published is on the topics now; what came later is left out when they are restored.
    const topics = stores.bus ? await readTopics(stores.bus, target) : [];
    const manifest: Manifest = {
      format: 1,
      version,
      takenAt: new Date(clusterTime.getHighBits() * 1_000).toISOString(),
      clusterTime: `${clusterTime.getHighBits()}.${clusterTime.getLowBits()}`,
      keyId: key?.id ?? null,
      databases,
      topics,
    };
    writeFileSync(join(folder, `${manifestFile}.new`), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    renameSync(join(folder, `${manifestFile}.new`), join(folder, manifestFile));
    return manifest;
  } finally {
    await session.endSession();
    await db.close();
  }
}

async function readDatabase(
  snapshot: Snapshot,
  name: string,
  inStore: string,
  target: Target,
): Promise<Manifest['databases'][number]> {
  const db = snapshot.client.db(inStore);
  const collections = [];
  for (const { name: collection } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (collection.startsWith('system.')) continue;
    const indexes = (await db.collection(collection).listIndexes().toArray()) as Record<string, unknown>[];
    const file = await readCollection(snapshot, db.collection(collection), `${name}.${collection}`, target);
    const own = indexes
      .filter((index) => index['name'] !== '_id_')
      .map((index) => EJSON.serialize(index) as typeof index);
    collections.push({ ...file, name: collection, indexes: own });
  }
  return { name, collections };
}

/** In pages by id, each an own read: however large the collection, no cursor has to live as long. */
async function readCollection(
  { session }: Snapshot,
  collection: mongoose.mongo.Collection,
  name: string,
  { folder, key }: Target,
) {
  const file = new RowFile(folder, `${name}.bson.gz${key ? '.sealed' : ''}`, key);
  for (let after: unknown; ;) {
    const page = (await collection
      .find(after === undefined ? {} : { _id: { $gt: after as never } }, { session, raw: true, ...snapshotRead })
      .sort({ _id: 1 })
      .limit(pageMax)
      .toArray()) as unknown as Uint8Array[];
    for (const row of page) await file.add(row);
    const last = page.at(-1);
    if (!last || page.length < pageMax) break;
    after = mongoose.mongo.BSON.deserialize(last)['_id'];
  }
  return file.end();
}
