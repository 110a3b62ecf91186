import { ensureIndexes, transaction, type Connection } from '@fairdue/store';
import { startTestEngines, type TestEngines, watchUnindexedReads } from '@fairdue/testing';
import { communicatorService } from '../app.ts';
import { findInteraction, lastMadeTo, listInteractions, type Wanted } from './interaction.store.ts';

let engines: TestEngines;
let db: Connection;
let unindexed: () => Promise<string[]>;
beforeAll(async () => {
  engines = await startTestEngines();
  db = await engines.connect('indexes');
  await ensureIndexes(db, communicatorService.collections);
  unindexed = await watchUnindexedReads(engines, db);
});
afterAll(() => engines.stop());

const creditorId = 'CR-1-A';
const [customerId, debtId, campaignId, status] = ['BO-1-A', 'LN-1-A', 'RC-1-A', 'failed' as const];
const [from, to] = [new Date('2026-12-01T00:00:00Z'), new Date('2026-12-02T00:00:00Z')];
const wanted: Wanted[] = [
  {}, { customerId }, { debtId }, { campaignId }, { status }, { from }, { to }, { from, to },
  { customerId, status, from }, { debtId, status, to }, { campaignId, from, to }, { status, from, to },
]; // prettier-ignore

test.each(wanted.flatMap((each) => [undefined, [to, 'IN-1-A']].map((cursor) => ({ each, cursor }))))(
  'interactions wanted by $each are found by an index, in its order, from $cursor on',
  async ({ each, cursor }) => {
    await unindexed();

    await listInteractions({ db }, creditorId, each, { limit: 10, cursor });

    expect(await unindexed()).toEqual([]);
  },
);

test.each(
  Object.entries({
    'one by the name its recorder gave it': () => findInteraction({ db }, creditorId, 'ext-1'),
    'the last one made to a contact': () =>
      transaction(db, (tx) => lastMadeTo(tx, creditorId, customerId, { channel: 'mail', contactId: 'CT-1-A' })),
  }),
)('%s is found by an index', async (_name, find) => {
  await unindexed();

  await find();

  expect(await unindexed()).toEqual([]);
});

test('a query without an index is seen by this very test', async () => {
  await unindexed();

  await db.db!.collection('interactions').find({ language: 'es' }).toArray();

  expect(await unindexed()).toHaveLength(1);
});
