// npm run topics: creates every topic that is missing, with its partitions. Existing topics are left as they are.
import { startKafkaBus } from '@fairdue/bus';
import { ConfigurationFault, loadConfig, processEnvironment } from '@fairdue/config';
import { allTopics, commonConfig } from '@fairdue/service';
import { createLog, createMetrics } from '@fairdue/telemetry';

try {
  const schema = commonConfig
    .pick({ KAFKA_BROKERS: true, TOPIC_PREFIX: true, TOPIC_PARTITIONS: true, LOG_LEVEL: true })
    .required({ KAFKA_BROKERS: true });
  const { KAFKA_BROKERS, TOPIC_PREFIX, TOPIC_PARTITIONS, LOG_LEVEL } = loadConfig(schema, processEnvironment());
  const bus = await startKafkaBus({
    brokers: KAFKA_BROKERS.split(','),
    clientId: 'fairdue-topics',
    prefix: TOPIC_PREFIX,
    log: createLog('topics', LOG_LEVEL),
    metrics: createMetrics('topics'),
  });
  const topics = allTopics(TOPIC_PARTITIONS);
  await bus.createTopics(topics);
  await bus.close();
  console.log(
    `${topics.length} topics are there, new ones with ${TOPIC_PARTITIONS} partitions (dead letters with up to 3).`,
  );
} catch (error) {
  console.error(
    error instanceof ConfigurationFault ? error.message : `The topics were not created: ${(error as Error).message}`,
  );
  process.exitCode = 1;
}
