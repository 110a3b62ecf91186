import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { measureIdle } from './relay/idle.ts';
import { measureLatency } from './relay/latency.ts';
import { measureThroughput } from './relay/throughput.ts';

/* The relay against the least that publishes an outbox: a change stream on it, and kafkajs. */
await onThisMachine('relay', async () => {
  await measureLatency();
  await measureThroughput();
  await measureIdle();
  await cleanUp();
});
process.exit(0);
