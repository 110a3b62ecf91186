import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { CustomerPlacedV1 } from '@fairdue/contracts';
import { allTopics, prepareDatabase } from '@fairdue/service';
import { eventually, startTestEngines, type TestEngines } from '@fairdue/testing';
import type { Connection } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { audit } from '../audit/audit.ts';
import { backup } from './backup.ts';
import type { Stores } from './installation-stores.ts';
import { release, restore } from './restore.ts';
import { readKey } from './sealed-file.ts';

const { Double, Int32, Long } = mongoose.mongo.BSON;
const names = ['recover', 'campaign'] as const;
const topic = CustomerPlacedV1.topic;

let engines: TestEngines;
let folder: string;
const target = (name: string) => join(folder, name);
beforeAll(async () => {
  engines = await startTestEngines();
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterAll(async () => {
  await engines.stop();
  rmSync(folder, { recursive: true });
});

/** Two databases and the topics of an installation; each restored one has engines of its own. */
async function stores(on: TestEngines): Promise<Stores & { dbs: Record<(typeof names)[number], Connection> }> {
  const bus = await on.busFor('backup', createLog('backup', 'silent'), createMetrics('backup'));
  const dbs = { recover: await on.connect('recover'), campaign: await on.connect('campaign') };
  const databases = new Map(names.map((name) => [name, `${on.prefix}${name}`]));
  return { mongoUrl: on.mongoUrl, databases, bus, topicPartitions: 2, dbs, close: () => bus.close() };
}

const elsewhere = async (work: (target: Awaited<ReturnType<typeof stores>>) => Promise<void>): Promise<void> => {
  const others = await startTestEngines();
  const there = await stores(others);
  try {
    await work(there);
  } finally {
    await there.close();
    await others.stop();
  }
};

/** What a restore that broke off has left is no installation: no service starts on it, and nobody can release it. */
async function expectNobodyStarts(to: Awaited<ReturnType<typeof stores>>): Promise<void> {
  const how = { isEmbedded: false, run: true, log: createLog('backup', 'silent') };
  for (const name of names)
    await expect(prepareDatabase(to.dbs[name], { name, collections: [] }, how)).rejects.toThrow(/broke off/);
  await expect(release(to, 'Jane', new Date())).rejects.toThrow(/broke off/);
}

const record = (key: string, sequence: number) => ({ key, value: JSON.stringify({ sequence }), headers: { ce_id: `EV-${key}-${sequence}` } }); // prettier-ignore

test('while writes go on, a backup holds one instant of all databases, and a restore gives exactly that back', async () => {
  const from = await stores(engines);
  const { recover, campaign } = from.dbs;
  await recover.collection('kinds').insertOne({ _id: 'k' as never, d: new Double(1), i: new Int32(1), l: Long.fromString('9007199254740993'), at: new Date(5), bytes: Buffer.from('b'), none: null, list: [{ a: 1 }] }); // prettier-ignore
  await recover.collection('kinds').createIndex({ i: 1, d: -1 }, { unique: true, partialFilterExpression: { i: 1 } });
  await recover.collection('kinds').createIndex({ at: 1 }, { partialFilterExpression: { at: { $gt: new Date(0) } } });
  await recover.collection('sequences').insertOne({ _id: `${topic}|BO-1` as never, n: 2 });
  await from.bus?.createTopics(allTopics(2));
  await from.bus?.publish(topic, [record('BO-1', 1), record('BO-1', 2), record('BO-1', 3)]);
  for (const db of [recover, campaign]) await db.createCollection('pairs');
  let isWriting = true;
  let written = 0;
  const client = recover.getClient();
  const writing = (async () => {
    for (; isWriting; written++) {
      await recover.collection('pairs').insertOne({ _id: `P-${String(written).padStart(6, '0')}` as never });
      await campaign.collection('pairs').insertOne({ _id: `P-${String(written).padStart(6, '0')}` as never });
    }
  })();
  await eventually(() => Promise.resolve(written > 5));

  const manifest = await backup(from, { folder: target('live'), key: undefined }, '0.1.0');
  isWriting = false;
  await writing;
  const original = await client.db(from.databases.get('recover')).collection('kinds').find({}, { raw: true }).toArray();
  await from.close();

  await elsewhere(async (to) => {
    Object.assign(to.bus as object, { publish: () => Promise.reject(new Error('the process ended')) });
    const broken = restore(to, { folder: target('live'), key: undefined });
    await expect(broken).rejects.toThrow('the process ended');
    await expectNobodyStarts(to);
  });
  await elsewhere(async (to) => {
    const report = await restore(to, { folder: target('live'), key: undefined });
    expect(report).toMatchObject({ published: 2, leftOut: 1 });
    const [inRecover, inCampaign] = await Promise.all(
      [to.dbs.recover, to.dbs.campaign].map((db) => db.collection('pairs').countDocuments()),
    );
    expect(inRecover).toBeGreaterThan(5);
    // One instant: the second of a pair is at most one behind the first, never before it.
    expect([0, 1]).toContain((inRecover ?? 0) - (inCampaign ?? 0));
    const restored = await to.dbs.recover.collection('kinds').find({}, { raw: true }).toArray();
    expect(restored.map((row) => Buffer.from(row as never).toString('hex'))).toEqual(
      original.map((row) => Buffer.from(row as never).toString('hex')),
    );
    expect(await to.dbs.recover.collection('kinds').indexes()).toMatchObject([
      { name: '_id_' },
      { name: 'i_1_d_-1', unique: true, partialFilterExpression: { i: 1 } },
      { name: 'at_1', partialFilterExpression: { at: { $gt: new Date(0) } } },
    ]);
    const seen: string[] = [];
    const subscription = await to.bus?.subscribe('reader', [topic], ({ records }) => {
      seen.push(...records.flatMap(({ key, headers }) => (key ? [String(headers['ce_id'])] : [])));
      return Promise.resolve();
    });
    await eventually(() => Promise.resolve(seen.length === 2));
    await subscription?.stop();
    expect(seen).toEqual(['EV-BO-1-1', 'EV-BO-1-2']);

    const row = await to.dbs.campaign.collection('restores').findOne();
    expect(row).toMatchObject({ backupAt: new Date(manifest.takenAt), releasedAt: null });
    expect(await release(to, 'Jane', new Date())).toBe(2);
    expect(await release(to, 'Jane', new Date())).toBe(0);
    await expect(restore(to, { folder: target('live'), key: undefined })).rejects.toThrow(/is not empty/);
  });
});

test('an encrypted backup shows nothing, opens with its key alone, and one that was changed is not restored at all', async () => {
  const from = await stores(engines);
  await from.dbs.recover.collection('people').insertOne({ name: 'Somebody Real' });
  const keyFile = target('key');
  writeFileSync(keyFile, randomBytes(32).toString('base64'));
  const key = readKey(keyFile);
  await backup(from, { folder: target('sealed'), key }, '0.1.0');
  await expect(backup(from, { folder: target('sealed'), key }, '0.1.0')).rejects.toThrow(/is not empty/);
  await from.close();
  for (const file of readdirSync(target('sealed')))
    expect(readFileSync(join(target('sealed'), file)).includes('Somebody')).toBe(false);

  await elsewhere(async (to) => {
    await expect(restore(to, { folder: target('sealed'), key: undefined })).rejects.toThrow(
      /name its key with --key-file/,
    );
    const another = { id: 'another', key: randomBytes(32) };
    await expect(restore(to, { folder: target('sealed'), key: another })).rejects.toThrow(/another key/);
    const other = { id: key.id, key: randomBytes(32) };
    await expect(restore(to, { folder: target('sealed'), key: other })).rejects.toThrow(/authenticate|header/);
    await expectNobodyStarts(to);
  });
  await elsewhere(async (to) => {
    await restore(to, { folder: target('sealed'), key });
    expect(await to.dbs.recover.collection('people').findOne()).toMatchObject({ name: 'Somebody Real' });
  });
  await elsewhere(async (to) => {
    appendFileSync(join(target('sealed'), 'recover.people.bson.gz.sealed'), 'x');
    await expect(restore(to, { folder: target('sealed'), key })).rejects.toThrow(/not what was backed up/);
    expect(await to.dbs.recover.listCollections()).toEqual([]);
  });
});

test('where there is no installation there is no audit of it, and no backup', async () => {
  const nowhere = { mongoUrl: engines.mongoUrl, dataDir: target('none'), databasePrefix: 'none_' };
  const none = { ...nowhere, databases: new Map([['recover', 'none_recover']]), bus: undefined, topicPartitions: 1 };

  await expect(audit(nowhere)).rejects.toThrow(/nothing to audit/);
  const stores = { ...none, close: () => Promise.resolve() };
  await expect(backup(stores, { folder: target('none'), key: undefined }, '0.1.0')).rejects.toThrow(/nothing to back up/);
}); // prettier-ignore
