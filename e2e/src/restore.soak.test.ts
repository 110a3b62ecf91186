import { execFile } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import { eventually } from '@fairdue/testing';
import { audit } from '../../tools/audit/audit.ts';
import { delivered, to } from './delivered.ts';
import { Installation } from './installation.ts';
import { businessNow, moveTo, noonAfter, placeAndStart, touchesOf } from './story.ts';

const dayMs = 86_400_000;
const { MONGODB_URL = '', KAFKA_BROKERS = '' } = process.env;
const platform = new Installation();
beforeAll(() => platform.start(), 300_000);
afterAll(() => platform.stop(), 60_000);

/** Both as an operator calls them. */
async function run(command: 'main-backup' | 'main-restore', ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', `tools/backup/${command}.ts`, ...args],
    {
      env: { ...process.env, DATABASE_PREFIX: platform.prefix, TOPIC_PREFIX: platform.prefix, TOPIC_PARTITIONS: '3' },
    },
  );
  return stdout;
}

/** Databases, topics, positions: all gone. What providers have stays. */
async function loseEverything(): Promise<void> {
  await platform.kill(...platform.processes.keys());
  const connection = await mongoose.createConnection(MONGODB_URL).asPromise();
  const client = connection.getClient();
  for (const { name } of (await client.db().admin().listDatabases()).databases)
    if (name.startsWith(platform.prefix)) await client.db(name).dropDatabase();
  await connection.close();
  const admin = new kafkajs.Kafka({ brokers: KAFKA_BROKERS.split(','), logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const ours = (name: string): boolean => name.startsWith(platform.prefix);
  await admin.deleteTopics({ topics: (await admin.listTopics()).filter(ours) });
  const groupsLeft = async (): Promise<string[]> =>
    (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter(ours);
  await eventually(async () => {
    await admin.deleteGroups(await groupsLeft()).catch(() => undefined); // killed members are missed only after a while
    return (await groupsLeft()).length === 0 && !(await admin.listTopics()).some(ours);
  }, 60_000);
  await admin.disconnect();
}

test('what was lost is restored as it was backed up, nothing is sent before the release, and nobody gets a thing twice', async () => {
  const start = await businessNow(platform);
  const [going, silenced] = await placeAndStart(platform, 2);
  if (!going || !silenced) throw new Error('two were placed');
  await moveTo(platform, new Date(start.getTime() + 2 * dayMs));
  const ofBackup = delivered(platform.dataDir);
  expect([to(ofBackup, going.email), to(ofBackup, silenced.email)].map(({ length }) => length)).toEqual([1, 1]);

  const folder = join(platform.dataDir, 'backup');
  const placing = placeAndStart(platform, 2, { first: 10 }); // the load that goes on
  expect(await run('main-backup', '--to', folder)).toMatch(/^Backed up \d+ rows and records/);
  await placing;

  const unsubscribe = () =>
    platform.call('POST', `/api/v1/customers/${silenced.customerId}/unsubscribe`, {
      emails: [{ email: silenced.email }],
    });
  expect(await unsubscribe()).toMatchObject({ status: 200 });
  const lostUntil = noonAfter(new Date(start.getTime() + 8 * dayMs));
  await moveTo(platform, lostUntil);
  const ofLost = delivered(platform.dataDir).filter(({ file }) => !ofBackup.some((known) => known.file === file));
  expect(to(ofLost, going.email).length).toBeGreaterThan(0);

  await loseEverything();
  expect(await run('main-restore', '--from', folder, '--lost-until', lostUntil.toISOString())).toContain(
    'Nothing is sent before',
  );
  await platform.start();

  // In quarantine: what was due in the lost time is skipped, what falls due after it waits, and nobody is let through.
  await moveTo(platform, lostUntil);
  const skipped = (await touchesOf(platform, going)).touches.filter(({ state }) => state === 'skipped');
  expect(skipped.length).toBeGreaterThan(0);
  expect(skipped.every(({ dueAt }) => new Date(dueAt) <= lostUntil)).toBe(true);
  const asked = await platform.call('POST', `/api/people/${going.customerId}/can-interact`, {
    channel: 'email',
    theme: 'opsCollDebt',
    contactDetails: { contactType: 'email', value: going.email },
  });
  expect([asked.status, asked.body]).toMatchObject([503, {}]);
  const later = new Date(lostUntil.getTime() + 5 * dayMs);
  await platform.call('POST', '/agency/v1/clock', { to: later.toISOString() });
  expect(delivered(platform.dataDir)).toHaveLength(ofBackup.length + ofLost.length);

  expect(await unsubscribe()).toMatchObject({ status: 200 }); // an operator tells it what was heard meanwhile
  expect(await run('main-restore', '--release', '--by', 'Jane')).toContain('Released by Jane');
  await moveTo(platform, later);
  const known = new Set([...ofBackup, ...ofLost].map(({ file }) => file));
  const after = delivered(platform.dataDir).filter(({ file }) => !known.has(file));
  expect(to(after, going.email).length).toBeGreaterThan(0);
  expect(to(after, silenced.email)).toEqual([]);

  // What providers did in the lost time stands in no database any more, so it is laid aside before the books are looked at.
  for (const { file } of ofLost) renameSync(file, `${file}.part`);
  const { violations } = await audit({
    mongoUrl: MONGODB_URL, dataDir: platform.dataDir, databasePrefix: platform.prefix,
    kafka: { brokers: KAFKA_BROKERS, prefix: platform.prefix },
  }); // prettier-ignore
  expect(violations).toEqual([]);
}, 600_000);
