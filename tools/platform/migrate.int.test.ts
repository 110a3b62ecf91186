import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { prepareDatabase } from '@fairdue/service';
import { startTestEngines, type TestEngines } from '@fairdue/testing';
import type { Connection } from '@fairdue/store';
import { createLog } from '@fairdue/telemetry';

let engines: TestEngines;
let creditors: Connection;
beforeAll(async () => {
  engines = await startTestEngines();
  creditors = await engines.connect('creditor');
  execFileSync(process.execPath, ['tools/bundle.mjs', 'migrate']);
});
afterAll(() => engines.stop());

/** The job as the image runs it. */
async function migrate(...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['dist/migrate.mjs', ...args], {
    env: { ...process.env, MONGODB_URL: engines.mongoUrl, KAFKA_BROKERS: 'none:1', DATABASE_PREFIX: engines.prefix },
  });
  const [said, faults, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), said: said + faults };
}

test('the job makes indexes and runs migrations of every service, once, and what must wait only with --contract', async () => {
  await creditors.collection('creditors').insertOne({ _id: 'CR-1-1' as never, companyName: 'Old' });
  await creditors.collection('creditors').createIndex({ companyName: 1 });

  const first = await migrate();
  expect(first.code).toBe(0);
  expect(first.said).toMatch(/creditor: made \d+ indexes\ncreditor: left creditors.companyName_1/);
  expect(first.said).toContain('creditor: 2026-11-23-brands-of-creditors: 1 rows changed, done');
  expect(first.said).toContain('campaign: left for --contract: 2026-11-23-places-of-late-documents');
  expect(await creditors.collection('creditors').findOne()).toMatchObject({ brands: [] });

  const again = await migrate('creditor');
  expect(again.said).toBe('creditor: left creditors.companyName_1: not made by us, or before it was noted\ncreditor: nothing left to do\n'); // prettier-ignore
  expect((await migrate('campaign', '--contract')).said).toContain('campaign: nothing left to do');
});

test('what a newer version has changed for good, no older one touches or starts on', async () => {
  const later = { phase: 'contract', checksum: 'x', after: null, changed: 1, pages: 1, startedAt: new Date(), doneAt: new Date() };
  await creditors.collection('migrations').insertOne({ _id: '2099-01-01-later' as never, ...later });
  const service = { name: 'creditor', collections: [], migrations: [] } as const;
  const start = (run: boolean) =>
    prepareDatabase(creditors, service, { isEmbedded: false, run, log: createLog('creditor', 'silent') });

  expect(await migrate('creditor')).toMatchObject({ code: 1, said: expect.stringContaining('2099-01-01-later') as string });
  await expect(start(true)).rejects.toThrow(/a newer version has done 2099-01-01-later/);
  await expect(start(false)).rejects.toThrow(/a newer version has done 2099-01-01-later/);
}); // prettier-ignore

test('a service that there is not is said, and nothing is done', async () => {
  expect(await migrate('campaigns')).toEqual({ code: 1, said: 'Not migrated: there is no service campaigns\n' });
});
