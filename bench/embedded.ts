import mongoose from 'mongoose';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '../packages/embedded-mongo/src/index.ts';

/*
 * The embedded MongoDB against a real one: npx tsx bench/embedded.ts, with MONGODB_URL for the comparison.
 * Both take turns, so that whatever else the machine does hits both. Durable on both: journalled before the answer.
 */
const rounds = 5;
const clients = 32;
const documents = 40_000;
const writeMs = 2_000;

type Database = mongoose.mongo.Db;
type Measure = {
  name: string;
  unit: string;
  run: (db: Database, client: mongoose.mongo.MongoClient) => Promise<number>;
};

/** How many times 32 clients at once get `work` done in a second. */
async function perSecond(work: (n: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() - start < writeMs) {
        await work(done);
        done++;
      }
    }),
  );
  return done / ((performance.now() - start) / 1_000);
}

async function medianMs(times: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work(n);
    taken.push(performance.now() - start);
  }
  return median(taken);
}

const measures: Measure[] = [
  {
    name: 'single writes, 32 at once',
    unit: '/s',
    run: (db) =>
      perSecond(() =>
        db
          .collection('writes')
          .insertOne({ at: new Date(), text: 'x'.repeat(200) }, { writeConcern: { w: 'majority', j: true } }),
      ),
  },
  {
    name: 'two-write transactions, 32 at once',
    unit: '/s',
    run: (db, client) =>
      perSecond((n) =>
        client.withSession((session) =>
          session.withTransaction(
            async () => {
              await db
                .collection('accounts')
                .updateOne({ _id: (n % 1_000) as never }, { $inc: { cents: 1 } }, { session, upsert: true });
              await db.collection('facts').insertOne({ of: n, text: 'x'.repeat(200) }, { session });
            },
            { writeConcern: { w: 'majority', j: true } },
          ),
        ),
      ),
  },
  {
    name: `range of 100 in ${documents} documents`,
    unit: 'ms',
    run: (db) =>
      medianMs(50, (n) =>
        db
          .collection('things')
          .find({ group: n % 10, due: { $gte: n * 10 } })
          .sort({ due: 1 })
          .limit(100)
          .toArray(),
      ),
  },
  {
    name: 'one document by id',
    unit: 'ms',
    run: (db) => medianMs(200, (n) => db.collection('things').findOne({ _id: n as never })),
  },
];

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function prepared(url: string) {
  const client = await mongoose.mongo.MongoClient.connect(url);
  const db = client.db(`bench-embedded-${process.pid}`);
  for (const name of ['writes', 'accounts', 'facts', 'things']) await db.createCollection(name);
  await db.collection('things').createIndex({ group: 1, due: 1 });
  const things = Array.from({ length: documents }, (_, n) => ({
    _id: n as never,
    group: n % 10,
    due: n,
    text: 'x'.repeat(200),
  }));
  await db.collection('things').insertMany(things);
  return { client, db };
}

const folder = await mkdtemp(join(tmpdir(), 'bench-embedded-'));
const server = await startEmbeddedMongo({ dataDir: folder });
const peers = [{ name: 'embedded', ...(await prepared(server.url)) }];
const real = process.env['MONGODB_URL'];
if (real) peers.push({ name: 'mongod', ...(await prepared(real)) });

for (const { name, unit, run } of measures) {
  const results = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++)
    for (const peer of round % 2 === 0 ? peers : peers.toReversed())
      results.set(peer.name, [...(results.get(peer.name) ?? []), await run(peer.db, peer.client)]);
  const shown = [...results].map(([peer, values]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return `${peer} ${median(values).toFixed(2)} ${unit} (${least.toFixed(2)} to ${most.toFixed(2)})`;
  });
  const [ours, theirs] = [...results.values()].map(median);
  const ratio = theirs === undefined || ours === undefined ? '' : `, ratio ${(ours / theirs).toFixed(2)}`;
  console.log(`${name}: ${shown.join(', ')}${ratio}`);
}

for (const { client, db } of peers) {
  await db.dropDatabase();
  await client.close();
}
await server.close();
await rm(folder, { recursive: true, force: true });
