import { setTimeout as wait } from 'node:timers/promises';
import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { inTurns, print, printRatio, rounds, verdict } from './rounds.ts';
import { customersPerBatch, newBatches, place } from './intake/batches.ts';
import { documentsOf, documentsPerCustomer, insertMany } from './intake/insert-many.ts';
import { Meter } from './intake/meter.ts';
import { measureSingle } from './intake/single.ts';
import { startRecover } from './recover/start-recover.ts';

/* Customers with a debt each, placed over HTTP, against nothing but the inserts that they are. */
const customersMax = Number(process.env['BENCH_CUSTOMERS'] ?? 100_000);
const batchesPerRound = Math.max(1, Math.round(customersMax / customersPerBatch / rounds));

await onThisMachine('intake', async () => {
  const [alone, whole] = [await startRecover('requests'), await startRecover('whole')];
  const [meter, meterOfWhole] = [await Meter.on(alone), await Meter.on(whole)];
  const memory: number[] = [];
  await place(alone, newBatches(batchesPerRound));
  const documents = await documentsOf(alone.database, batchesPerRound * customersPerBatch);

  const raw = (name: string, how: Parameters<typeof insertMany>[2]) => ({
    name,
    run: () => insertMany(name, documents, how, meter),
  });
  const figures = await inTurns([
    {
      name: 'customersBatch',
      async run() {
        const batches = newBatches(batchesPerRound);
        const perSecond = await meter.perSecond('customersBatch', () => place(alone, batches));
        memory.push(await alone.memoryMb());
        return perSecond * documentsPerCustomer;
      },
    },
    raw('insertMany, same indexes', { indexes: true }),
    raw('insertMany, no indexes', { indexes: false }),
    raw('insertMany, in transactions', { indexes: true, inTransactions: true }),
    {
      name: 'published and in the history',
      async run() {
        const batches = newBatches(batchesPerRound);
        const perSecond = await meterOfWhole.perSecond('published and in the history', async () => {
          const placed = await place(whole, batches);
          while (!(await whole.isQuiet())) await wait(20);
          return placed;
        });
        return perSecond * documentsPerCustomer;
      },
    },
  ]);
  const shown = (batchesPerRound * customersPerBatch * rounds).toLocaleString('en-US');
  print(`${shown} customers, ${customersPerBatch.toLocaleString('en-US')} to a batch: documents stored`, '/s', figures);
  printRatio(figures, ['customersBatch', 'insertMany, same indexes'], 0.6);
  printRatio(figures, ['customersBatch', 'insertMany, no indexes'], 0.6);
  printRatio(figures, ['insertMany, in transactions', 'insertMany, same indexes']);
  printRatio(figures, ['published and in the history', 'customersBatch']);
  meter.print('a customer');
  meterOfWhole.print('a customer, all consumers and the relay included');
  const [first = NaN, last = NaN] = [memory.at(1), memory.at(-1)];
  const growth = last / first - 1;
  verdict(`memory ${first.toFixed(0)} MB, at the end ${last.toFixed(0)} MB`, growth <= 0.1, 'no more than 10 % growth');
  await measureSingle(alone, documents, meter);
  await Promise.all([meter.close(), meterOfWhole.close()]);
}).finally(cleanUp);
process.exit(0);
