import { mongo } from 'mongoose';
import { type EmbeddedMongo, startEmbeddedMongo } from './start-embedded-mongo.ts';

let server: EmbeddedMongo;
let client: mongo.MongoClient;
let db: mongo.Db;

beforeAll(async () => {
  server = await startEmbeddedMongo();
  client = await mongo.MongoClient.connect(server.url);
  db = client.db('indexes');
  const jobs = Array.from({ length: 2_000 }, (_, n) => ({
    state: n % 2 === 0 ? 'open' : 'done',
    owner: `o${n % 20}`,
    due: new Date(n * 1_000),
    tags: [`t${n % 5}`, 'all'],
    lease: n % 7 === 0 ? n : null,
  }));
  await db.collection('jobs').insertMany(jobs);
  await db
    .collection('jobs')
    .createIndexes([
      { key: { state: 1, due: 1 } },
      { key: { owner: 1, due: -1 } },
      { key: { tags: 1 } },
      { key: { lease: 1 }, partialFilterExpression: { lease: { $gt: 100 } } },
    ]);
});

afterAll(async () => {
  await client.close();
  await server.close();
});

beforeEach(() => db.command({ fairdueScans: 1, reset: true }));

const scans = async () => ((await db.command({ fairdueScans: 1 })) as unknown as { scans: mongo.Document[] }).scans;
const everything = () => db.collection('jobs').find().toArray();

const served: [name: string, filter: mongo.Document, sort: Record<string, 1 | -1>][] = [
  ['an equality and a range', { state: 'open', due: { $gte: new Date(5_000), $lt: new Date(900_000) } }, { due: 1 }],
  ['an order against the index', { state: 'open' }, { due: -1 }],
  ['a descending field', { owner: 'o3', due: { $gt: new Date(30_000) } }, { due: -1 }],
  ['a descending field, upwards', { owner: 'o3', due: { $lte: new Date(1_500_000) } }, { due: 1 }],
  ['several values and an order behind them', { state: { $in: ['open', 'done'] } }, { due: 1 }],
  ['an order alone', {}, { state: 1, due: 1 }],
  ['a partial index that holds all that is asked for', { lease: { $gt: 500 } }, { lease: 1 }],
];

test.each(served)('%s needs neither a scan nor a sort, and finds what a scan finds', async (_name, filter, sort) => {
  const found = await db.collection('jobs').find(filter).sort(sort).toArray();

  expect(await scans()).toEqual([]);
  const [[field, direction]] = Object.entries(sort).slice(-1) as [[string, 1 | -1]];
  const scanned = await db
    .collection('jobs')
    .find({ $nor: [{ $nor: [filter] }] })
    .toArray();
  expect(found.map(({ _id }) => String(_id)).toSorted()).toEqual(scanned.map(({ _id }) => String(_id)).toSorted());
  const steps = found.slice(1).map((document, i) => (document[field] - found[i]?.[field]) * direction);
  expect(sort['state'] === undefined ? steps.filter((step) => step < 0) : []).toEqual([]);
});

test('an index on an array finds each document once', async () => {
  expect(await db.collection('jobs').countDocuments({ tags: { $in: ['t1', 'all'] } })).toBe(2_000);
  expect(await scans()).toEqual([]);
});

test('alternatives use an index each', async () => {
  expect(await db.collection('jobs').countDocuments({ $or: [{ owner: 'o1' }, { tags: 't1' }] })).toBe(400);
  expect(await scans()).toEqual([]);
});

test('a partial index is not used for what it may not hold', async () => {
  const found = await db.collection('jobs').countDocuments({ lease: { $gt: 50 } });

  expect(found).toBe((await everything()).filter(({ lease }) => lease > 50).length);
});

test('what no index serves is listed with its shape, without its values', async () => {
  await db.collection('jobs').findOne({ note: 'secret' }, { sort: { due: 1 } });

  expect(await scans()).toEqual([
    expect.objectContaining({
      ns: 'indexes.jobs',
      filter: '{"note":"?"}',
      sort: '{"due":1}',
      scanned: true,
      sorted: true,
      count: 1,
      docsExamined: 2_000,
    }),
  ]);
});

test('documents expire by a TTL index', async () => {
  await db.collection('tokens').createIndex({ until: 1 }, { expireAfterSeconds: 0 });
  await db
    .collection('tokens')
    .insertMany([{ until: new Date(0) }, { until: new Date(Date.now() + 600_000) }, { until: 'never' }]);

  while ((await db.collection('tokens').countDocuments()) > 2) await new Promise((next) => setImmediate(next));

  expect(await db.collection('tokens').countDocuments({ until: new Date(0) })).toBe(0);
});

test('asking for the same index twice is fine, for another one under its name is not', async () => {
  await db.collection('named').createIndex({ a: 1 }, { name: 'mine' });
  await db.collection('named').createIndex({ a: 1 }, { name: 'mine' });

  await expect(db.collection('named').createIndex({ b: 1 }, { name: 'mine' })).rejects.toMatchObject({ code: 86 });
  await expect(db.collection('named').createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
});
