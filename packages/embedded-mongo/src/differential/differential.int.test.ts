import { EJSON } from 'bson';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { readFile } from 'node:fs/promises';
import { type EmbeddedMongo, startEmbeddedMongo } from '../start-embedded-mongo.ts';
import { anyCase, type Case } from './arbitrary-cases.ts';
import { runCase } from './run-case.ts';

type Recorded = { case: Case; answers: string[] };

let server: EmbeddedMongo;
let ours: mongo.MongoClient;

beforeAll(async () => {
  server = await startEmbeddedMongo();
  ours = await mongo.MongoClient.connect(server.url);
});

afterAll(async () => {
  await ours.close();
  await server.close();
});

test('every recorded answer of MongoDB 6.0 is ours', async () => {
  const text = await readFile(new URL('./recorded.jsonl', import.meta.url), 'utf8');
  const recorded = text
    .trimEnd()
    .split('\n')
    .map((line) => EJSON.parse(line, { relaxed: false }) as Recorded);

  for (const { case: operations, answers } of recorded) {
    const given = await runCase(ours.db('recorded'), operations);
    expect({ operations, answers: given }).toEqual({ operations, answers });
  }
  expect(recorded.length).toBeGreaterThanOrEqual(300);
});

// With a real MongoDB at hand more operations are made up. Another DIFFERENTIAL_SEED makes up others; it explores, where
// the gate repeats.
const real = process.env['MONGODB_URL'];
if (real !== undefined)
  test('operations made up at random have the same results on MongoDB', async () => {
    const theirs = await mongo.MongoClient.connect(real);
    try {
      await fc.assert(
        fc.asyncProperty(anyCase, async (operations) => {
          const [mine, wanted] = await Promise.all([
            runCase(ours.db('random'), operations),
            runCase(theirs.db('embedded-mongo-random'), operations),
          ]);
          expect(mine).toEqual(wanted);
        }),
        { seed: Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_122), numRuns: 150, interruptAfterTimeLimit: 20_000 },
      );
    } finally {
      await theirs.db('embedded-mongo-random').dropDatabase();
      await theirs.close();
    }
  });
