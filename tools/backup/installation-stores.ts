import type { Bus } from '@fairdue/bus';
import { loadConfig, type Environment } from '@fairdue/config';
import { startEmbeddedMongo } from '@fairdue/embedded-mongo';
import { accessFaults, commonConfig, databaseName, realEngines } from '@fairdue/service';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { services } from '../platform/services.ts';

/** Where an installation keeps what it must not lose. On embedded engines topics are a database as well, and there is no bus. */
export type Stores = {
  mongoUrl: string;
  /** Their names in the store, by the names they have in a backup. */
  databases: ReadonlyMap<string, string>;
  bus: Bus | undefined;
  topicPartitions: number;
  close(): Promise<void>;
};

/** Of each service, by its name. */
export const databasesOfServices = (config: { DATABASE_PREFIX: string }): Map<string, string> =>
  new Map(services.map(({ name }) => [name, databaseName(config, name)]));

/** The topics of embedded engines. */
export const busDatabase = ['bus', 'fairdue_bus'] as const;

/**
 * Of MONGODB_URL and KAFKA_BROKERS where they are set, running or not; else of the data folder of a single process, which
 * has to be stopped, as one process at a time has such a folder.
 */
export async function openStores(dataDir: string, environment: Environment): Promise<Stores> {
  const schema = commonConfig.omit({ INTERNAL_SIGNING_KEY: true });
  const common = loadConfig(schema, environment, accessFaults);
  const topicPartitions = common.TOPIC_PARTITIONS;
  const databases = databasesOfServices(common);
  if (!common.MONGODB_URL && !common.KAFKA_BROKERS) {
    const mongo = await startEmbeddedMongo({ dataDir });
    databases.set(...busDatabase);
    return { mongoUrl: mongo.url, databases, bus: undefined, topicPartitions, close: () => mongo.close() };
  }
  const engines = realEngines(
    loadConfig(schema.required({ MONGODB_URL: true, KAFKA_BROKERS: true }), environment, accessFaults),
  );
  const bus = await engines.busFor('backup', createLog('backup', 'error'), createMetrics('backup'));
  const { mongoUrl } = engines;
  return { mongoUrl, databases, bus, topicPartitions, close: () => bus.close() };
}
