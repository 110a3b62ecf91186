import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '@fairdue/config';
import { version } from '@fairdue/service';
import { connect, type Connection } from '@fairdue/store';
import { aDeadLetter } from '@fairdue/testing';
import { startPlatform, type Platform } from '../platform/platform.ts';
import { CannotLook, examine } from './examine.ts';

const key = 'doctor-test-key-0123456789';
const prefix = `doctor${process.pid}_`;
let dataDir: string;
let platform: Platform;
let recover: Connection;
const { ENGINES, MONGODB_URL = '', KAFKA_BROKERS = '' } = processEnvironment();
const real = ENGINES === 'real' ? { MONGODB_URL, KAFKA_BROKERS, TOPIC_PREFIX: prefix } : {};
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
  const environment = {
    ...real,
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    BOOTSTRAP_API_KEY: key,
    DATABASE_PREFIX: prefix,
  };
  platform = await startPlatform({ port: 0, dataDir, environment });
  recover = await connect(platform.mongoUrl, `${prefix}recover`, { appName: 'test' });
});
afterAll(async () => {
  if (ENGINES === 'real')
    for (const name of ['creditor', 'recover', 'compliance_guard', 'communicator', 'campaign'])
      await recover.getClient().db(`${prefix}${name}`).dropDatabase();
  await recover.close();
  await platform.stop();
  rmSync(dataDir, { recursive: true });
});

const look = () => examine({ url: platform.url, key }, { againAfterMs: 300 });
const faults = async () => (await look()).filter(({ level }) => level === 'fault');

test('a platform that was just started is well, and says of what is broken in it what that is', async () => {
  expect(await faults()).toEqual([]);

  await recover.collection('debts').dropIndexes();
  await aDeadLetter(recover);
  await recover.collection('timers').insertOne({
    ...{ _id: 'plan-look:x' as never, kind: 'plan-look', key: 'x', shard: 0, revision: 1, attempts: 3, faulty: true },
    ...{
      dueAt: new Date(0),
      orderAt: new Date(0),
      heldUntil: new Date(0),
      failingSince: new Date(0),
      cause: 'x',
      data: {},
    },
  });
  await recover
    .collection('customers')
    .insertOne({ _id: 'BO-1-1' as never, creditorId: 'CR-1-1', ssn: { keyId: 'lost' } });

  const found = (await faults()).map(({ check, says }) => `${check}: ${says}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'keys: recover has stored what it cannot read or prove: SSN_KEYS lacks lost.',
      expect.stringMatching(/^indexes: recover has no index creditorId_1\S* on debts/),
      expect.stringMatching(/^consumers: recover: 1 message waits as a dead letter/),
    ]),
  );
  expect(new Set(found.map((line) => line.split(':')[0]))).toEqual(new Set(['keys', 'indexes', 'consumers', 'work']));
});

test('whoever may not ask, and whoever asks nobody, is told that nothing was looked at', async () => {
  await expect(examine({ url: platform.url, key: 'no-such-key' })).rejects.toThrow(CannotLook);
  await expect(examine({ url: 'http://127.0.0.1:1', key })).rejects.toThrow(/Nothing answers at/);
});

test('every process says the version that package.json has', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as object;

  expect(manifest).toMatchObject({ version });
});
