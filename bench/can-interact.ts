import { join } from 'node:path';
import mongoose from 'mongoose';
import { Pool } from 'undici';
import { bundled } from './bundled.ts';
import { needProgram } from './debian-package.ts';
import { cleanUp, databasePrefix, mongoUrl } from './engines.ts';
import { wrkOf } from './gateway/wrk.ts';
import { customerRow, idOf, storeCustomers } from './guard/customers.ts';
import { onThisMachine } from './machine.ts';
import { startProcess, type Started } from './processes.ts';
import { inTurns, median, of, print, printRatio, shown, verdict } from './rounds.ts';

/* The guard over HTTP with a real MongoDB, against a service that stores the same and decides nothing. */
const size = Number(process.env['BENCH_CUSTOMERS'] ?? 20_000);
const inGuard = (file: string): string => join(import.meta.dirname, 'guard', file);
const script = inGuard('asks.lua');
const kinds = {
  'can-interact': { signer: 'gateway', atLeast: 0.8 },
  permits: { signer: 'communicator', atLeast: 0.7 },
};
type Kind = keyof typeof kinds;
type Row = mongoose.mongo.Document;

const client = await mongoose.mongo.MongoClient.connect(mongoUrl);

/** Asks once about somebody whom no round asks about, and answers with what was stored for it, by collection. */
async function storedFor(ask: () => Promise<void>, db: mongoose.mongo.Db): Promise<Record<string, Row[]>> {
  const names = (await db.listCollections().toArray()).map(({ name }) => name);
  const all = async (): Promise<Map<string, Row[]>> =>
    new Map(
      await Promise.all(
        names
          .filter((name) => name !== 'customers')
          .map(async (name) => [name, await db.collection(name).find().toArray()] as const),
      ),
    );
  const before = await all();
  await ask();
  const known = (name: string): Set<string> => new Set(before.get(name)?.map(({ _id }) => String(_id)));
  const fresh = [...(await all())].map(([name, rows]) => [
    name,
    rows.filter(({ _id }) => !known(name).has(String(_id))),
  ]);
  return Object.fromEntries(fresh.filter(([, rows]) => rows?.length));
}

type Guard = Started<{ url: string; database: string }>;

async function post(guard: Guard, signer: string, path: string, body: object): Promise<void> {
  const pool = new Pool(guard.said.url);
  const headers = { authorization: `Bearer ${await guard.ask<string>(signer)}`, 'content-type': 'application/json' };
  const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text}`);
  await pool.close();
}

/** What the guard stores for one question, and for one permit: the rows that the bare service inserts. */
async function whatIsStored(guard: Guard, db: mongoose.mongo.Db): Promise<string> {
  const customerId = idOf(size);
  const contact = { channel: 'voice', theme: 'opsCollDebt', contactId: 'CT-1-PHONE' };
  const decided = await storedFor(() => post(guard, 'gateway', `/api/people/${customerId}/can-interact`, contact), db);
  const ask = {
    ...{ askId: 'IN-1-FIRST', creditorId: 'CR-1-A', customerId, ...contact, subject: null },
    ...{ debtIds: ['LN-1-A'], isAutodialed: false, touchId: null },
  };
  const rows = await storedFor(() => post(guard, 'communicator', '/internal/permits', { asks: [ask] }), db);
  const customer = await db.collection<Row>('customers').findOne({ _id: customerId as never });
  return JSON.stringify({ decision: decided['decisions']?.[0], permit: { rows, customer } });
}

async function measure(kind: Kind, guard: Guard, bare: Started<string>): Promise<void> {
  const p99 = new Map<string, number[]>([['guard', []], ['bare', []]]); // prettier-ignore
  const cpu = new Map<string, number[]>([['guard', []], ['bare', []]]); // prettier-ignore
  let seed = Date.now() % 1_000_000;
  const contender = (name: string, url: string, of: Started<unknown>) => ({
    name,
    run: async (): Promise<number> => {
      const env = { SIZE: String(size), KIND: kind, TOKEN: await guard.ask<string>(kinds[kind].signer) };
      const before = await of.ask<number>('cpu');
      const begin = performance.now();
      const { perSecond, p99Ms } = await wrkOf(url, script, { ...env, SEED: String(seed++) });
      const requests = (perSecond * (performance.now() - begin)) / 1_000;
      p99.get(name)?.push(p99Ms);
      cpu.get(name)?.push((await of.ask<number>('cpu')) / requests - before / requests);
      return perSecond;
    },
  });
  const rate = await inTurns([contender('guard', guard.said.url, guard), contender('bare', bare.said, bare)]);
  for (const values of [...p99.values(), ...cpu.values()]) values.shift(); // the warm round

  const what = kind === 'permits' ? 'permits, one a request' : 'questions';
  print(`${what}, 32 connections, ${size.toLocaleString('en-US')} customers`, '/s', rate);
  printRatio(rate, ['guard', 'bare'], kinds[kind].atLeast);
  print('the same, processor time of the service', 'ms', cpu);
  print('the same, 99th percentile', 'ms', p99);
  const times = median(of(p99, 'guard')) / median(of(p99, 'bare'));
  const said = `guard / bare: ${shown(times)}`;
  if (kind === 'can-interact') verdict(said, times <= 1.3, 'at most 1.30');
  else console.log(`  ${said}`);
}

await onThisMachine('can-interact', async () => {
  needProgram('wrk');
  const guard = await startProcess<{ url: string; database: string }>(await bundled(inGuard('guard-process.ts')), [
    databasePrefix(),
  ]);
  const db = client.db(guard.said.database);
  const begin = performance.now();
  await storeCustomers(db, size);
  console.error(`${size} customers stored in ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
  await db.collection<Row>('customers').insertOne(customerRow(size) as unknown as Row);
  const rows = await whatIsStored(guard, db);
  const bare = await startProcess<string>(await bundled(inGuard('bare-process.ts')), [guard.said.database, rows]);
  await measure('can-interact', guard, bare);
  await measure('permits', guard, bare);
}).finally(cleanUp);
process.exit(0);
