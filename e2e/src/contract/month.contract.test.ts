import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import mongoose from 'mongoose';
import { violationsIn } from '../../../tools/audit/audit.ts';
import { breakages } from '../../../tools/audit/breakages.ts';
import { faultsOfEvidence, faultsOfLog } from '../../../tools/audit/chains.ts';
import type { Facts } from '../../../tools/audit/facts.ts';
import { readFacts } from '../../../tools/audit/read-facts.ts';
import { kinds } from '../../../tools/demo/borrowers.ts';
import { clientOf } from '../../../tools/demo/client.ts';
import { play, type Played } from '../../../tools/demo/play.ts';
import { withStores } from '../long/audit-stopped.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

/** A month of a hundred; on processes, where the same takes much longer, less of it. */
const isReal = process.env['ENGINES'] === 'real';
const month = { customers: isReal ? 40 : 100, days: isReal ? 10 : 30, seed: 20_111 };

let platform: RunningPlatform;
let played: Played;
let facts: Facts;
beforeAll(async () => {
  jest.spyOn(console, 'log').mockReturnValue(undefined); // how far the play is, is for a person to see
  platform = await startPlatform({ keepsData: true });
  try {
    played = await play(clientOf(platform.url, platform.apiKey), platform.dataDir, month);
  } finally {
    await platform.stop();
  }
  facts = await withStores(platform, readFacts);
}, 900_000);
afterAll(() => rmSync(platform.dataDir, { recursive: true, force: true }));

test('it ends without a violation', () => {
  expect(violationsIn(facts)).toEqual([]);
});

test('something happened in it: people were reached by every channel, paid, and were left alone', () => {
  expect([...new Set(facts.delivered.map(({ channel }) => channel))].sort()).toEqual([
    'email',
    'mail',
    'text',
    'voice',
  ]);
  expect(facts.payments.length).toBeGreaterThan(0);
  expect(facts.accepted.filter(({ what }) => what === 'silence').length).toBeGreaterThan(0);
  expect(played.deeds.size).toBeGreaterThan(isReal ? 3 : kinds.length / 2);
});

test('each thing that may never happen would have been seen in it', () => {
  const unseen = breakages.filter((breakage) => {
    const broken = structuredClone(facts);
    breakage.break(broken);
    return !violationsIn(broken).some(({ invariant }) => invariant === breakage.invariant);
  });

  expect(unseen).toEqual([]);
});

test('evidence that is altered, taken out or replaced is seen', async () => {
  await withStores(platform, async ({ mongoUrl, databasePrefix = 'fairdue_' }) => {
    const connection = await mongoose.createConnection(mongoUrl).asPromise();
    const [guard, campaign] = ['compliance_guard', 'campaign'].map((name) => connection.getClient().db(`${databasePrefix}${name}`)); // prettier-ignore
    if (!guard || !campaign) throw new Error('no databases');
    expect([...(await faultsOfEvidence(guard)), ...(await faultsOfLog(campaign))]).toEqual([]);

    await guard.collection('evidence').updateOne({ position: 7 }, { $set: { at: new Date(0) } });
    await guard.collection('evidence').deleteOne({ position: 11 });
    await guard.collection('evidence').updateOne({ kind: 'permit-consumed' }, { $set: { record: '{}' } });
    await guard.collection('evidenceCheckpoints').updateOne({ from: 1 }, { $set: { signature: 'AAAA' } });
    await campaign.collection('compliance-log').updateOne({ 'seal.seq': 3 }, { $set: { channel: 'other' } });

    const faults = (await faultsOfEvidence(guard)).join('\n');
    expect(faults).toMatch(/evidence LG-\S+ does not follow/);
    expect(faults).toMatch(/what evidence LG-\S+ proves is not what is kept/);
    expect(faults).toMatch(/checkpoint \S+ is not signed/);
    expect(await faultsOfLog(campaign)).toEqual([expect.stringMatching(/log entry LG-\S+ does not follow/)]);
    await connection.close();
  });
});
