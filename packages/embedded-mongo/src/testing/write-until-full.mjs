/* Runs in a process whose files may not grow for long: prints the number of every write that was acknowledged. */
import { register } from 'tsx/esm/api';

register();
const { startEmbeddedMongo } = await import('../start-embedded-mongo.ts');
const { mongo } = await import('mongoose').then((module) => module.default);

const server = await startEmbeddedMongo({ dataDir: process.argv[2] });
const client = await mongo.MongoClient.connect(server.url);
const things = client.db('kept').collection('things');
setInterval(() => undefined, 1_000); // what ends this process is the journal alone
try {
  for (let n = 1; ; n++) {
    await things.insertOne({ _id: n, text: 'x'.repeat(1_000) });
    console.log(n);
  }
} catch {
  console.error('refused');
}
