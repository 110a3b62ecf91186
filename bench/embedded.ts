import mongoose from 'mongoose';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@fairdue/embedded-mongo';
import { mongoUrl } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { inTurns, median, of, print, printRatio, shown, verdict } from './rounds.ts';

/* The embedded MongoDB against a real one. Durable on both: journalled before the answer. */
const clients = 32;
const documents = 40_000;
const writeMs = 2_000;

type Database = mongoose.mongo.Db;
type Measure = {
  name: string;
  unit: '/s' | 'ms';
  /** What the embedded one is to reach by itself: at least so many a second, at most so many milliseconds. */
  target?: number;
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
    target: 3_000,
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
    target: 1_500,
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
    name: `range of 100 in ${documents.toLocaleString('en-US')} documents`,
    unit: 'ms',
    target: 5,
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

await onThisMachine('embedded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fairdue-bench-'));
  const server = await startEmbeddedMongo({ dataDir: folder });
  const peers = [
    { name: 'embedded', ...(await prepared(server.url)) },
    { name: 'mongod', ...(await prepared(mongoUrl)) },
  ];
  for (const { name, unit, target, run } of measures) {
    const figures = await inTurns(peers.map((peer) => ({ name: peer.name, run: () => run(peer.db, peer.client) })));
    print(name, unit, figures);
    printRatio(figures, ['embedded', 'mongod']);
    const ours = median(of(figures, 'embedded'));
    if (target === undefined) continue;
    const held = unit === '/s' ? ours >= target : ours <= target;
    verdict(
      `embedded: ${shown(ours)} ${unit}`,
      held,
      `${unit === '/s' ? 'at least' : 'at most'} ${shown(target)} ${unit}`,
    );
  }
  for (const { client, db } of peers) {
    await db.dropDatabase();
    await client.close();
  }
  await server.close();
  await rm(folder, { recursive: true, force: true });
});
process.exit(0);
