import { Queue, Worker } from 'bullmq';
import type { Event } from '@fairdue/contracts';
import type { OutgoingRecord } from '@fairdue/bus';
import { dropDatabase, newDatabase } from '../engines.ts';
import { documents, registering, type Registered } from './document.store.ts';
import { facts } from './registrations.ts';

/** How many jobs are under way at once. Of 25, 50, 100 and 200 this was its best here, though none by much. */
const concurrency = 50;

/** Jobs a second, each one upsert through the driver, acknowledged as ours: journalled by a majority. */
export async function applyWithBullmq(port: number, records: readonly OutgoingRecord[]): Promise<number> {
  const db = await newDatabase([documents]);
  const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
  const queue = new Queue('registrations', { connection });
  await queue.obliterate({ force: true });
  const jobs = records.map(({ value }) => ({ name: 'registered', data: value, opts: { removeOnComplete: true } }));
  for (let n = 0; n < jobs.length; n += 500) await queue.addBulk(jobs.slice(n, n + 500));

  const rows = db.collection<{ _id: string }>('documents');
  const tookMs = await new Promise<number>((resolve, reject) => {
    let begin: number | undefined;
    let completed = 0;
    const worker = new Worker<string>(
      'registrations',
      async (job) => {
        begin ??= performance.now();
        const { data } = JSON.parse(job.data) as Event<Registered>;
        const { filter, update, upsert } = registering(data);
        await rows.updateOne(filter, update, { upsert });
      },
      { connection, concurrency },
    );
    worker.on('failed', (_job, error) => reject(error));
    worker.on('completed', () => {
      if (++completed < records.length) return;
      const ended = performance.now();
      void worker.close().then(() => resolve(ended - (begin ?? NaN)));
    });
  });
  await queue.close();
  await dropDatabase(db);
  return (facts * 1_000) / tookMs;
}
