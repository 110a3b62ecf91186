/* Runs in a process of its own, to be killed: tells its parent about every write that was acknowledged. */
import { register } from 'tsx/esm/api';

register();
const { startEmbeddedMongo } = await import('../start-embedded-mongo.ts');
const { mongo } = await import('mongoose').then((module) => module.default);

const server = await startEmbeddedMongo({ dataDir: process.argv[2], compactAfterBytes: 20_000 });
const client = await mongo.MongoClient.connect(server.url);
const db = client.db('kept');

async function writeSingles(writer) {
  for (let n = 0; ; n++) {
    await db.collection('singles').insertOne({ _id: `${writer}-${n}` });
    process.send('singles');
  }
}

async function writePairs(writer) {
  for (let n = 0; ; n++) {
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await db.collection('left').insertOne({ _id: `${writer}-${n}` }, { session });
        await db.collection('right').insertOne({ _id: `${writer}-${n}` }, { session });
      }),
    );
    process.send('pairs');
  }
}

await Promise.all([1, 2, 3, 4].flatMap((writer) => [writeSingles(writer), writePairs(writer)]));
