import { setTimeout as wait } from 'node:timers/promises';
import { outboxCollections, startRelay } from '@fairdue/outbox';
import { createMetrics } from '@fairdue/telemetry';
import { dropDatabase, log, newDatabase, newTopic } from '../engines.ts';
import { startChangeStreamRelay } from './change-stream-relay.ts';
import { topic } from './facts.ts';

/* Prints the share of a core, in percent, that a relay with nothing to do takes over ten seconds. */
const db = await newDatabase(outboxCollections);
const { bus, name } = await newTopic(topic);
const relay =
  process.argv[2] === 'relay'
    ? await startRelay({ db, bus, service: 'campaign', log, metrics: createMetrics('bench') })
    : await startChangeStreamRelay(db, name);
await wait(3_000); // started, connected and compiled

const [since, used] = [performance.now(), process.cpuUsage()];
await wait(10_000);
const { user, system } = process.cpuUsage(used);
console.log(((user + system) / 1_000 / (performance.now() - since)) * 100);

await relay.stop();
await bus.close();
await dropDatabase(db);
process.exit(0);
