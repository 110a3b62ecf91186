import { ensureIndexes, transaction, type Connection } from '@fairdue/store';
import { startTestEngines, type TestEngines, watchUnindexedReads } from '@fairdue/testing';
import { campaignService } from '../app.ts';
import { creditorsUnsealed, unsealedEntries } from '../compliance-log/compliance-log.store.ts';
import { countWaiting, listDeliveries, listWebhooks, loadWebhook, wakeWebhooks } from '../webhooks/webhook.store.ts';
import {
  accountsWaiting,
  activityAfter,
  activityAt,
  activityBefore,
  firstPlaceSince,
  isAnyWaiting,
  lastPlaces,
  waitingActivity,
} from './activity.store.ts';

let engines: TestEngines;
let db: Connection;
let unindexed: () => Promise<string[]>;
beforeAll(async () => {
  engines = await startTestEngines();
  db = await engines.connect('indexes');
  await ensureIndexes(db, campaignService.collections);
  unindexed = await watchUnindexedReads(engines, db);
});
afterAll(() => engines.stop());

const creditorId = 'CR-1-A';
const now = new Date('2026-12-01T00:00:00Z');
const types = ['document.created', 'document.deleted'] as const;
const queries: Record<string, () => Promise<unknown>> = {
  'the feed before a place': () => activityBefore(db, creditorId, 9, { limit: 10 }),
  'the newest of one type': () => activityBefore(db, creditorId, undefined, { types: [types[0]], limit: 10 }),
  'the feed after a place': () => activityAfter(db, creditorId, 9, { limit: 10 }),
  'some types after a place': () => activityAfter(db, creditorId, 9, { types, limit: 10 }),
  'one event by its place': () => activityAt(db, creditorId, 9),
  'what waits for its place': () => transaction(db, (tx) => waitingActivity(tx, creditorId, 10)),
  'whether anything waits': () => isAnyWaiting(db, creditorId),
  'whose activity waits': () => accountsWaiting(db),
  'the last places': () => lastPlaces(db, [creditorId, 'CR-2-A']),
  'the first place since an instant': () => firstPlaceSince(db, creditorId, now),
  'whose entries of the compliance log are unsealed': () => creditorsUnsealed(db),
  'unsealed entries of the compliance log': () => transaction(db, (tx) => unsealedEntries(tx, creditorId, 10)),
  'webhooks of an account': () => listWebhooks({ db }, creditorId),
  'one webhook': () => loadWebhook({ db }, [creditorId], 'WH-1-1').catch(() => undefined),
  'webhooks that sleep': () => transaction(db, (tx) => wakeWebhooks(tx, creditorId, now)),
  'deliveries of a webhook': () => listDeliveries(db, creditorId, 'WH-1-1', { before: 9, limit: 10 }),
  'failed deliveries': () => listDeliveries(db, creditorId, 'WH-1-1', { state: 'failed', limit: 10 }),
  'how many deliveries wait': () => countWaiting(db, creditorId, 'WH-1-1', 10),
};

test.each(Object.entries(queries))('%s: found by an index, in its order', async (_name, query) => {
  const rows = [1, 2, 3].map((seq) => ({ _id: `AT-1-${Math.random()}`, creditorId, at: now, type: types[0], seq }));
  await db.collection('activity').insertMany(rows as never[]);
  await unindexed();

  await query();

  expect(await unindexed()).toEqual([]);
});

test('a query without an index is seen by this very test', async () => {
  await unindexed();

  await db.db!.collection('activity').find({ documentId: 'DO-1-1' }).toArray();

  expect(await unindexed()).toHaveLength(1);
});
