import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { inTurns, median, of, print, printRatio, verdict } from './rounds.ts';
import { deliveriesOf, facts, registrations } from './consumer/registrations.ts';
import { applyWithConsumers } from './consumer/consumers.ts';
import { applyWithBullmq } from './consumer/bullmq.ts';
import { writeInBulk } from './consumer/bulk-writes.ts';
import { startRedis } from './consumer/redis.ts';

/* The consumers against a BullMQ worker, and against nothing but the writes they make. */
await onThisMachine('consumer', async () => {
  const redis = await startRedis();
  const waiting = registrations();
  const all = deliveriesOf(waiting);
  const repeated = deliveriesOf(waiting, { everyTenthTwice: true });
  try {
    const figures = await inTurns([
      { name: 'consumers', run: () => applyWithConsumers(all) },
      { name: 'BullMQ worker', run: () => applyWithBullmq(redis.port, all) },
      { name: 'bulk writes, effects and inbox', run: () => writeInBulk(waiting, { inbox: true }) },
      { name: 'bulk writes, effects alone', run: () => writeInBulk(waiting, { inbox: false }) },
      { name: 'consumers, every tenth fact twice', run: () => applyWithConsumers(repeated) },
    ]);
    print(`facts applied, ${facts.toLocaleString('en-US')} waiting`, '/s', figures);
    printRatio(figures, ['consumers', 'BullMQ worker'], 2);
    printRatio(figures, ['consumers', 'bulk writes, effects and inbox'], 0.7);
    printRatio(figures, ['consumers', 'bulk writes, effects alone'], 0.7);
    const cost = median(of(figures, 'consumers')) / median(of(figures, 'consumers, every tenth fact twice')) - 1;
    verdict(`10 % duplicates cost ${(cost * 100).toFixed(1)} %`, cost <= 0.1, 'at most 10 %');
  } finally {
    await redis.stop();
    await cleanUp();
  }
});
process.exit(0);
