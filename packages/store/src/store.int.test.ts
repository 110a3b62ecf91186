import { startTestEngines, type TestEngines } from '@fairdue/testing';
import {
  claimLease,
  collection,
  ensureIndexes,
  insertRows,
  keepLease,
  leases,
  releaseLease,
  renewLeases,
  transaction,
  type Connection,
} from './index.ts';

type Thing = { _id: string; creditorId: string; n: number };
const things = collection<Thing>(
  'things',
  { creditorId: String, n: Number },
  { indexes: [[{ creditorId: 1, n: 1 }, { unique: true }]] },
);

let engines: TestEngines;
let db: Connection;
beforeAll(async () => {
  engines = await startTestEngines();
  db = await engines.connect('store');
  await ensureIndexes(db, [things, leases]);
});
afterAll(() => engines.stop());
beforeEach(async () => {
  await things(db).deleteMany({}, { acrossCreditors: true } as object);
});

const add = (creditorId: string, n: number) => things(db).create([{ _id: `${creditorId}-${n}`, creditorId, n }]);

test('a collection comes into being with its indexes, also one that has none, and a repeat changes nothing', async () => {
  const fresh = await engines.connect('created');
  const bare = collection('bare', {}, { tenant: false });

  await Promise.all([ensureIndexes(fresh, [things, bare]), ensureIndexes(fresh, [things, bare])]);
  await ensureIndexes(fresh, [things, bare]);

  expect((await fresh.listCollections()).map(({ name }) => name).sort()).toEqual(['bare', 'things']);
  expect(await fresh.collection('things').indexes()).toMatchObject([
    { name: '_id_' },
    { name: 'creditorId_1_n_1', unique: true },
  ]);
});

test('leases of one owner are prolonged together; that one has gone is said', async () => {
  const held = await Promise.all(['one', 'two'].map((name) => claimLease(db, name, 'us', 60_000)));
  const ours = held.flatMap((lease) => lease ?? []);
  const untilOf = async () => (await leases(db).findById('one').lean())?.until.getTime() ?? 0;
  const before = await untilOf();

  expect(await renewLeases(db, ours, 'us', 120_000)).toBe(true);
  expect((await untilOf()) - before).toBeGreaterThan(50_000);

  await leases(db).updateOne({ _id: 'two' }, { owner: 'them' });
  expect(await renewLeases(db, ours, 'us', 120_000)).toBe(false);
});

test('a query that names no creditor does not run', async () => {
  await expect(things(db).find({ n: 1 })).rejects.toThrow(/names no creditor/);
  await expect(things(db).updateMany({}, { $set: { n: 2 } })).rejects.toThrow(/names no creditor/);
  await expect(things(db).aggregate([{ $match: { n: 1 } }])).rejects.toThrow(/names no creditor/);
});

test('a sweep over all creditors has to say so', async () => {
  await add('CR-1', 1);
  await add('CR-2', 1);

  expect(await things(db).find({ n: 1 }, null, { acrossCreditors: true } as object)).toHaveLength(2);
});

test('a field that was not declared is a bug, not data', async () => {
  await expect(things(db).create([{ _id: 'x', creditorId: 'CR-1', n: 1, extra: true } as never])).rejects.toThrow(
    /extra/,
  );
});

test.each([1, 3])('of %d new rows all are stored as they are, without what is undefined', async (count) => {
  const rows = Array.from({ length: count }, (_, n) => ({ _id: `row-${n}`, creditorId: 'CR-1', n, note: undefined }));

  await transaction(db, (tx) => insertRows(tx, things, rows));

  expect(await things(db).find({ creditorId: 'CR-1' }).sort({ n: 1 }).lean()).toEqual(
    rows.map(({ note: _note, ...row }) => row),
  );
});

test.each([1, 3])('of %d new rows none is stored when one is there already', async (count) => {
  await add('CR-1', count - 1);
  const rows = Array.from({ length: count }, (_, n) => ({ _id: `row-${n}`, creditorId: 'CR-1', n }));

  const stored = transaction(db, (tx) => insertRows(tx, things, rows));

  await expect(stored).rejects.toMatchObject({ code: 11_000 });
  expect(await things(db).find({ creditorId: 'CR-1' }).lean()).toHaveLength(1);
});

test('a transaction that throws leaves nothing, and wakes nobody', async () => {
  let woken = false;

  const work = transaction(db, async ({ session, afterCommit }) => {
    afterCommit(() => (woken = true));
    await things(db).create([{ _id: 'a', creditorId: 'CR-1', n: 1 }], { session });
    throw new Error('no');
  });

  await expect(work).rejects.toThrow('no');
  expect(await things(db).countDocuments({ creditorId: 'CR-1' })).toBe(0);
  expect(woken).toBe(false);
});

test('thirty-two writers of one row lose no update', async () => {
  await add('CR-1', 0);

  await Promise.all(
    Array.from({ length: 32 }, () =>
      transaction(db, async ({ session }) => {
        const row = await things(db).findOne({ creditorId: 'CR-1', _id: 'CR-1-0' }, null, { session }).lean<Thing>();
        await things(db).updateOne(
          { creditorId: 'CR-1', _id: 'CR-1-0' },
          { $set: { n: (row?.n ?? 0) + 1 } },
          { session },
        );
      }),
    ),
  );

  expect(await things(db).findOne({ creditorId: 'CR-1' }).lean<Thing>()).toMatchObject({ n: 32 });
});

test('a lease has one owner, is kept by it, and goes on when it is given back', async () => {
  const first = await claimLease(db, 'shard', 'one', 60_000);
  expect(first).toMatchObject({ owner: 'one', fence: 1 });
  expect(await claimLease(db, 'shard', 'two', 60_000)).toBeUndefined();
  expect(await claimLease(db, 'shard', 'one', 60_000)).toMatchObject({ fence: 1 });

  await releaseLease(db, first!);

  expect(await claimLease(db, 'shard', 'two', 60_000)).toMatchObject({ owner: 'two', fence: 2 });
});

test('an owner whose lease has gone commits nothing', async () => {
  const late = await claimLease(db, 'fenced', 'late', 60_000);
  await releaseLease(db, late!);
  await claimLease(db, 'fenced', 'next', 60_000);

  const work = transaction(db, async (tx) => {
    await things(db).create([{ _id: 'late', creditorId: 'CR-1', n: 1 }], { session: tx.session });
    await keepLease(tx, late!);
  });

  await expect(work).rejects.toThrow(/gone to another worker/);
  expect(await things(db).countDocuments({ creditorId: 'CR-1' })).toBe(0);
});
