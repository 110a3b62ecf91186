import { startInProcessBus, type Bus } from '@fairdue/bus';
import { startEmbeddedMongo } from '@fairdue/embedded-mongo';
import { connect } from '@fairdue/store';
import type { Log, Metrics } from '@fairdue/telemetry';
import type { Engines } from './engines.ts';

export type EmbeddedEngines = Engines & { stop(): Promise<void> };

/** Store and bus inside this process. With a folder they survive it, `kill -9` included; without, they end with it. */
export async function embeddedEngines({ dataDir, log }: { dataDir?: string; log: Log }): Promise<EmbeddedEngines> {
  const mongo = await startEmbeddedMongo(dataDir === undefined ? {} : { dataDir });
  const busDb = await connect(mongo.url, 'fairdue_bus', { appName: 'bus' });
  const bus = await startInProcessBus({ db: busDb, log });
  return {
    kind: 'embedded',
    mongoUrl: mongo.url,
    busFor: (_service, _log, metrics) => Promise.resolve(sharedBy(bus, metrics)),
    async stop() {
      await bus.close();
      await busDb.close();
      await mongo.close();
    },
  };
}

/** One bus serves all services of the process: one of them that stops must not close it for the others. */
const sharedBy = (bus: Bus, metrics: Metrics): Bus => ({
  createTopics: (topics) => bus.createTopics(topics),
  partitionsOf: (topic) => bus.partitionsOf(topic),
  partitionOf: (topic, key) => bus.partitionOf(topic, key),
  publish: (topic, records) => bus.publish(topic, records),
  subscribe(group, topics, handle, options) {
    const help = 'Records not yet committed, of partitions held.';
    metrics.gauge('fairdue_bus_lag_records', help, ['group'], async (gauge) =>
      gauge.set({ group }, await bus.lag(group, topics)),
    );
    return bus.subscribe(group, topics, handle, options);
  },
  lag: (group, topics) => bus.lag(group, topics),
  describe: (topics) => bus.describe(topics),
  close: () => Promise.resolve(),
});
