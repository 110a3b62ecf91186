import { EJSON } from 'bson';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { writeFile } from 'node:fs/promises';
import { anyCase, type Case } from './arbitrary-cases.ts';
import { runCase } from './run-case.ts';

/*
 * Writes recorded.jsonl from a real MongoDB: MONGODB_URL=… npx tsx packages/embedded-mongo/src/differential/record.ts
 * The seed is fixed, so a new recording differs only where the cases or the server do.
 */
const client = await mongo.MongoClient.connect(process.env['MONGODB_URL'] as string);
const recorded: { case: Case; answers: string[] }[] = [];
for (const operations of fc.sample(anyCase, { numRuns: 320, seed: 20_261_121 }))
  recorded.push({ case: operations, answers: await runCase(client.db('embedded-mongo-record'), operations) });
await client.db('embedded-mongo-record').dropDatabase();
await client.close();

const lines = recorded.map((entry) => EJSON.stringify(entry, { relaxed: false }));
await writeFile(new URL('./recorded.jsonl', import.meta.url), `${lines.join('\n')}\n`);
