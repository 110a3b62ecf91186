import { startTestEngines, type TestEngines } from '@fairdue/testing';
import { collection, connect, ensureIndexes, transaction, type Connection } from './index.ts';

type Count = { _id: string; n: number };
const counts = collection<Count>('counts', { n: Number }, { tenant: false });

let engines: TestEngines;
let db: Connection;
beforeAll(async () => {
  engines = await startTestEngines();
  await engines.connect('turns');
  db = await connect(engines.mongoUrl, `${engines.prefix}turns`, { appName: 'test', poolSizeMax: 4 });
  await ensureIndexes(db, [counts as never]);
});
afterAll(async () => {
  await db.close();
  await engines.stop();
});

test('many more transactions at once than there are connections all commit', async () => {
  const count = (id: string): Promise<unknown> =>
    transaction(db, async (tx) => {
      await counts(db).updateOne({ _id: id }, { $inc: { n: 1 } }, { session: tx.session, upsert: true });
      await counts(db).findOne({ _id: id }, null, { session: tx.session });
    });

  await Promise.all(Array.from({ length: 60 }, (_, i) => count(`count-${i}`)));

  expect(await counts(db).countDocuments({})).toBe(60);
});

test('transactions about one thing come one after the other, so that none does its work twice', async () => {
  await counts(db).create({ _id: 'one', n: 0 });
  let attempts = 0;
  const add = (): Promise<unknown> =>
    transaction(
      db,
      async ({ session }) => {
        attempts++;
        const { n } = await counts(db).findOne({ _id: 'one' }, null, { session }).orFail();
        await counts(db).updateOne({ _id: 'one' }, { $set: { n: n + 1 } }, { session });
        if (n === 5) throw new Error('refused');
      },
      { about: 'one' },
    );

  const ends = await Promise.allSettled(Array.from({ length: 32 }, add));

  expect(attempts).toBe(32);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(27);
  expect((await counts(db).findOne({ _id: 'one' }).orFail()).n).toBe(5);
});
