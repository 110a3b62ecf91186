import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { topics as topicsOfPublishers, topicNames, type TopicName } from '@fairdue/contracts';
import { allTopics, requireWholeRestore, restores, serviceNames, type RestoreRow } from '@fairdue/service';
import { connect, type Connection } from '@fairdue/store';
import { busDatabase, type Stores } from './installation-stores.ts';
import { readManifest, requireWhole, type Manifest } from './manifest.ts';
import { rowsOf, type BackupKey } from './sealed-file.ts';
import { writeTopics } from './topic-files.ts';

const { BSON } = mongoose.mongo;
/** As it was stored: a double stays a double, and a long a long. */
const exactly = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };
const batchMax = 1_000;

export type RestoreReport = { rows: number; published: number; leftOut: number; backupAt: Date };

/** `lostUntil`: until when the installation that is lost may have worked, in its business time; else until now. */
type Source = { folder: string; key: BackupKey | undefined; lostUntil?: Date | undefined };

function wrongKey(isEncrypted: boolean, isKeyGiven: boolean): string {
  if (!isEncrypted) return 'the backup is not encrypted: leave --key-file out';
  return isKeyGiven
    ? 'the backup is encrypted with another key'
    : 'the backup is encrypted: name its key with --key-file';
}

/**
 * Puts a backup into empty databases and topics, and leaves the installation in quarantine: until `release` nothing is sent.
 * Everything is checked before the first row is written, and the first row says that this is no whole restore yet: wherever it
 * breaks off, no service starts on what is there.
 */
export async function restore(stores: Stores, { folder, key, lostUntil }: Source): Promise<RestoreReport> {
  const manifest = readManifest(folder);
  if (manifest.keyId !== (key?.id ?? null))
    throw new Error(wrongKey(manifest.keyId !== null, key !== undefined));
  await requireWhole(folder, manifest);
  const kind = (count: number): string => (count > 0 ? 'real engines' : 'embedded engines');
  if (manifest.topics.length > 0 !== (stores.bus !== undefined))
    throw new Error(`the backup is of ${kind(manifest.topics.length)}, and these are ${kind(stores.bus ? 1 : 0)}`);
  const db = await connect(stores.mongoUrl, 'admin', { appName: 'restore' });
  try {
    const client = db.getClient();
    for (const name of stores.databases.values())
      if ((await client.db(name).listCollections().toArray()).length > 0)
        throw new Error(`the database ${name} is not empty: a backup goes into empty ones only`);
    if (stores.bus) await requireEmptyTopics(stores.bus, stores.topicPartitions);

    await quarantine(stores, manifest, { lostUntil, wholeAt: null });
    let rows = 0;
    for (const { name, collections } of manifest.databases)
      for (const each of collections.filter((one) => one.name !== restores.collectionName))
        rows += await writeCollection(client.db(databaseIn(stores, name)), each, { folder, key });
    const written = stores.bus ? await writeTopics(stores.bus, manifest.topics, { folder, key, lastSequences: sequencesOf(stores, client) }) : { published: 0, leftOut: 0 }; // prettier-ignore
    const backupAt = await quarantine(stores, manifest, { lostUntil, wholeAt: new Date() });
    return { rows, ...written, backupAt };
  } finally {
    await db.close();
  }
} // prettier-ignore

function databaseIn(stores: Stores, name: string): string {
  const known = stores.databases.get(name);
  if (known === undefined) throw new Error(`the backup has a database ${name}, which there is no place for here`);
  return known;
}

async function requireEmptyTopics(bus: NonNullable<Stores['bus']>, partitions: number): Promise<void> {
  await bus.createTopics(allTopics(partitions));
  const lagOf = (group: string): Promise<number> => untilLed(() => bus.lag(group, topicNames));
  if ((await lagOf('restore')) > 0)
    throw new Error('the topics are not empty: set a TOPIC_PREFIX of its own for what is restored');
  // A position behind the end would have facts passed over that are published from now on.
  for (const group of serviceNames)
    if ((await lagOf(group)) !== 0)
      throw new Error(`${group} has positions on topics of an earlier installation: set a TOPIC_PREFIX of its own`);
}

const ledWithinMs = 60_000;

/** A broker that has just made a topic does not lead all of its partitions at once. */
async function untilLed<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + ledWithinMs; ; await wait(250))
    try {
      return await ask();
    } catch (error) {
      if ((error as { retriable?: boolean }).retriable !== true || performance.now() >= end) throw error;
    }
}

async function writeCollection(
  db: mongoose.mongo.Db,
  { name, indexes, ...file }: Manifest['databases'][number]['collections'][number],
  { folder, key }: Source,
): Promise<number> {
  const collection = await db.createCollection(name);
  let batch: mongoose.mongo.Document[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false });
    rows += batch.length;
    batch = [];
  };
  for await (const row of rowsOf(folder, file, key)) {
    batch.push(BSON.deserialize(row, exactly));
    if (batch.length === batchMax) await flush();
  }
  await flush();
  if (rows !== file.rows) throw new Error(`${file.file} holds ${rows} rows, and should hold ${file.rows}`);
  const specs = indexes.map(
    ({ v: _v, ns: _ns, ...spec }) => BSON.EJSON.deserialize(spec) as mongoose.mongo.IndexDescription,
  );
  if (specs.length > 0) await collection.createIndexes(specs);
  return rows;
}

/** In each service: from when until when something may have been done that it does not know. */
async function quarantine(
  stores: Stores,
  manifest: Pick<Manifest, 'takenAt'>,
  { lostUntil, wholeAt }: { lostUntil: Date | undefined; wholeAt: Date | null },
): Promise<Date> {
  const takenAt = new Date(manifest.takenAt);
  let backupAt = takenAt;
  await inEachService(stores, async (db) => {
    const clock = await db.collection<{ _id: string; offsetMs: number }>('clocks').findOne({ _id: 'business' });
    const offsetMs = clock?.offsetMs ?? 0;
    backupAt = new Date(takenAt.getTime() + offsetMs);
    const until = lostUntil ?? new Date(Date.now() + offsetMs);
    const row: RestoreRow = {
      _id: 'restored',
      backupAt,
      lostUntil: until,
      releasedAt: null,
      releasedBy: null,
      wholeAt,
    };
    await restores(db).replaceOne({ _id: 'restored' }, row, { upsert: true });
  });
  return backupAt;
}

/** Ends the quarantine: that person knows what providers know of the time that was lost, or answers for not knowing it. */
export async function release(stores: Stores, by: string, now: Date): Promise<number> {
  let released = 0;
  await inEachService(stores, requireWholeRestore);
  await inEachService(stores, async (db) => {
    const change = { $set: { releasedAt: now, releasedBy: by } };
    released += (await restores(db).updateOne({ _id: 'restored', releasedAt: null }, change)).modifiedCount;
  });
  return released;
}

async function inEachService(stores: Stores, work: (db: Connection) => Promise<void>): Promise<void> {
  for (const [name, inStore] of stores.databases) {
    if (name === busDatabase[0]) continue;
    const db = await connect(stores.mongoUrl, inStore, { appName: 'restore' });
    try {
      await work(db);
    } finally {
      await db.close();
    }
  }
}

const sequencesOf =
  (stores: Stores, client: mongoose.mongo.MongoClient) => async (topic: string, keys: readonly string[]) => {
    const { publisher } = topicsOfPublishers[topic as TopicName];
    const db = client.db(databaseIn(stores, publisher));
    const ids = keys.map((key) => `${topic}|${key}`);
    const rows = db.collection<{ _id: string; n: number }>('sequences').find({ _id: { $in: ids } });
    return new Map((await rows.toArray()).map(({ _id, n }) => [_id.slice(topic.length + 1), n]));
  };
