import { setTimeout as wait } from 'node:timers/promises';
import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { inTurns, print, printRatio, rounds, verdict } from './rounds.ts';
import { customersPerBatch, newBatches, place } from './intake/batches.ts';
import { documentsOf, insertMany } from './intake/insert-many.ts';
import { measureSingle } from './intake/single.ts';
import { startRecover, type Recover } from './recover/start-recover.ts';

/* Customers with a debt each, placed over HTTP, against nothing but the inserts that they are. */
const customersMax = Number(process.env['BENCH_CUSTOMERS'] ?? 100_000);
const batchesPerRound = Math.max(1, Math.round(customersMax / customersPerBatch / rounds));
const documentsPerCustomer = 4; // the customer, the debt, and a row of the outbox for each

/** Documents a second that the service stores. Its counters, a small document for every customer, are not counted. */
async function intake(recover: Recover, finish = () => Promise.resolve()): Promise<number> {
  const batches = newBatches(batchesPerRound);
  const begin = performance.now();
  const placed = await place(recover, batches);
  await finish();
  return (placed * documentsPerCustomer) / ((performance.now() - begin) / 1_000);
}

await onThisMachine('intake', async () => {
  const [alone, whole] = [await startRecover('requests'), await startRecover('whole')];
  const memory: number[] = [];
  await place(alone, newBatches(batchesPerRound));
  const documents = await documentsOf(alone.database, batchesPerRound * customersPerBatch);
  const untilQuiet = async (): Promise<void> => {
    while (!(await whole.isQuiet())) await wait(20);
  };
  const figures = await inTurns([
    {
      name: 'customersBatch',
      async run() {
        const perSecond = await intake(alone);
        memory.push(await alone.memoryMb());
        return perSecond;
      },
    },
    { name: 'insertMany, same indexes', run: () => insertMany(documents, { indexes: true }) },
    { name: 'insertMany, no indexes', run: () => insertMany(documents, { indexes: false }) },
    { name: 'published and in the history', run: () => intake(whole, untilQuiet) },
  ]);
  const shown = (batchesPerRound * customersPerBatch * rounds).toLocaleString('en-US');
  print(`${shown} customers, ${customersPerBatch.toLocaleString('en-US')} to a batch: documents stored`, '/s', figures);
  printRatio(figures, ['customersBatch', 'insertMany, same indexes'], 0.6);
  printRatio(figures, ['customersBatch', 'insertMany, no indexes'], 0.6);
  printRatio(figures, ['published and in the history', 'customersBatch']);
  const [first = NaN, last = NaN] = [memory.at(1), memory.at(-1)];
  const growth = last / first - 1;
  verdict(`memory ${first.toFixed(0)} MB, at the end ${last.toFixed(0)} MB`, growth <= 0.1, 'no more than 10 % growth');
  await measureSingle(alone, documents);
}).finally(cleanUp);
process.exit(0);
