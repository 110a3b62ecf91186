// npm run test:portfolio -- --documents 100000: one call starts a campaign on so many documents, on the platform's processes
// and real engines. A message has to leave while the rest is being planned, the campaign service is killed in the middle,
// and in the end every document has one campaign and nobody had two messages. --stored writes the documents into the
// store of the campaign service instead of placing customers: a million in minutes, from whom no message can leave.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { storeDocuments } from '../../../services/campaign/src/testing/many-documents.ts';
import { progress } from '../../../tools/demo/progress.ts';
import { atNineInPhoenix, emailOnly, firstDue, givenBorrower, givenLender, start } from '../contract/campaign-given.ts';
import { businessNow, moveTo } from '../contract/communicator-given.ts';
import { bodyOf } from '../contract/given.ts';
import { startPlatform } from '../contract/running-platform.ts';
import { placeMany } from './place-many.ts';
import { countEmails, recipients } from './recipients.ts';

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '100000' }, stored: { type: 'boolean', default: false } },
});
const size = Number(values.documents);
const killedAtShare = 0.4;
const cadence = 'day 1';
type Planning = { state: string; share: number; matched: number; started: number };

const platform = await startPlatform({ keepsData: true });
const { installation, dataDir } = platform;
if (!installation) throw new Error('It takes processes: set ENGINES=real, MONGODB_URL and KAFKA_BROKERS.');
const store = mongoose.createConnection(process.env['MONGODB_URL'] ?? '', { dbName: `${installation.prefix}campaign` });
const db = await store.asPromise();
try {
  console.log(`${size} documents, ${values.stored ? 'stored' : 'placed'}; data in ${dataDir}`);
  let beganMs = performance.now();
  const seconds = (): string => `${((performance.now() - beganMs) / 1_000).toFixed(0)} s`;

  const lender = await givenLender(platform);
  const { client, creditorId } = lender;
  await atNineInPhoenix(platform);
  const now = await businessNow(platform);
  if (values.stored) await storeDocuments(db, { creditorId, count: size, now });
  else await placeMany(lender, size, now, (placed) => progress('customers placed', placed, size));
  const probe = await givenBorrower(lender);
  const probed = await start(lender, probe.documentId, { ...emailOnly, cadence });
  for (let known = 0; known <= size; await wait(1_000))
    progress('documents known', (known = await db.collection('documents').countDocuments({ creditorId })) - 1, size);
  console.log(`  they were there after ${seconds()}`);
  if (!values.stored)
    await moveTo(platform, new Date((await firstDue(lender, probe.documentId, probed.id)).getTime() - 15_000));

  beganMs = performance.now();
  const asked = await client.post('/v1/rcm/campaigns', { ...emailOnly, cadence, filter: { status: 'BEHIND' } });
  const { id } = bodyOf<{ campaign: { id: string } }>(asked, 202).campaign;
  console.log(`  answered after ${seconds()}`);
  const before = countEmails(dataDir);
  let planning: Planning | undefined;
  let [firstLeft, killed] = ['', false];
  while (planning?.state !== 'done') {
    await wait(250);
    const answer = await client.get(`/v1/rcm/campaigns/${id}`);
    if (answer.status >= 500) continue; // it has just been killed
    planning = bodyOf<{ campaign: { progress: Planning } }>(answer, 200).campaign.progress;
    progress('documents planned', planning.started, size);
    if (firstLeft === '' && countEmails(dataDir) > before) {
      firstLeft = `the first message left after ${seconds()}, with ${planning.started} planned`;
      console.log(`  ${firstLeft}`);
    }
    if (killed || planning.share < killedAtShare) continue;
    killed = true;
    await installation.kill('campaign-1');
    await installation.startOne('campaign');
    console.log(`  campaign was killed and started again with ${planning.started} planned`);
  }
  console.log(`  all planned after ${seconds()}`);

  const of = { creditorId, portfolioId: id };
  const distinct = [{ $match: of }, { $group: { _id: '$documentId' } }, { $count: 'n' }];
  const [documents] = await db.collection('campaigns').aggregate<{ n: number }>(distinct).toArray();
  assert.deepEqual(
    [planning.matched, planning.started, await db.collection('campaigns').countDocuments(of), documents?.n],
    [size + 1, size, size, size],
  );
  assert.equal(await db.collection('touches').countDocuments({ creditorId }), size + 1, 'One touch for each document.');
  assert.ok(killed);
  if (!values.stored) assert.notEqual(firstLeft, '', 'No message left while the rest was being planned.');

  bodyOf(await client.post(`/v1/rcm/campaigns/${id}/cancel`, { reason: 'The test is over.' }), 200);
  while (
    bodyOf<{ campaign: { membersFollowing: boolean } }>(await client.get(`/v1/rcm/campaigns/${id}`), 200).campaign
      .membersFollowing
  )
    await wait(1_000);
  console.log(`  all ended after ${seconds()}`);
} finally {
  await platform.stop();
  await db.close();
}
const to = recipients(dataDir);
console.log(`  ${to.length} messages to ${new Set(to).size} people`);
assert.equal(new Set(to).size, to.length, 'Nobody has two messages.');
rmSync(dataDir, { recursive: true });
