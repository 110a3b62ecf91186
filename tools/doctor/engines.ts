import { loadConfig, type Environment } from '@fairdue/config';
import { accessFaults, allTopics, chooseEngines, commonConfig, realEngines } from '@fairdue/service';
import { connect } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import type { Finding } from './finding.ts';

/** Where the platform itself is silent: do its engines answer us? Known only where the environment names real ones. */
export async function examineEngines(environment: Environment): Promise<Finding[] | undefined> {
  const config = loadConfig(commonConfig.partial({ INTERNAL_SIGNING_KEY: true }), environment, accessFaults);
  if (chooseEngines(config) === 'embedded') return undefined;
  const { MONGODB_URL = '', KAFKA_BROKERS = '' } = config;
  const engines = realEngines({ ...config, MONGODB_URL, KAFKA_BROKERS } as Parameters<typeof realEngines>[0]);
  const [mongo, kafka] = await Promise.all([
    answers(async () => {
      const db = await connect(engines.mongoUrl, 'admin', { appName: 'doctor' });
      await db.close();
    }),
    answers(async () => {
      const bus = await engines.busFor(
        'doctor',
        createLog('doctor', 'silent'),
        createMetrics('doctor', { process: false }),
      );
      try {
        await bus.describe(allTopics(config.TOPIC_PARTITIONS).map(({ name }) => name));
      } finally {
        await bus.close();
      }
    }),
  ]);
  return [
    ...(mongo === null ? [] : [silent('MongoDB', 'MONGODB_URL', mongo)]),
    ...(kafka === null ? [] : [silent('Kafka', 'KAFKA_BROKERS', kafka)]),
  ];
}

const silent = (engine: string, variable: string, says: string): Finding => ({
  ...{ check: 'engines', level: 'fault' },
  says: `${engine} does not answer from here: ${says}.`,
  do: `Start ${engine}, or correct ${variable}; see that this machine may reach it.`,
});

/** null, or in what way it does not. Addresses and passwords stay out of it. */
async function answers(look: () => Promise<unknown>): Promise<string | null> {
  try {
    await look();
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : 'it failed';
  }
}
