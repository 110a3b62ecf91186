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
