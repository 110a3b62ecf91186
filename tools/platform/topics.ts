// npm run topics: creates every topic that is missing, with its partitions. Existing topics are left as they are.
import { startKafkaBus } from '@fairdue/bus';
import { ConfigurationFault, loadConfig, processEnvironment } from '@fairdue/config';
import { accessFaults, allTopics, commonConfig, engineFault, kafkaAccess } from '@fairdue/service';
import { createLog, createMetrics } from '@fairdue/telemetry';

try {
  const schema = commonConfig
    .pick({
      KAFKA_BROKERS: true,
      KAFKA_TLS: true,
      KAFKA_TLS_CA_FILE: true,
      KAFKA_TLS_CERT_FILE: true,
      KAFKA_TLS_KEY_FILE: true,
      KAFKA_SASL_MECHANISM: true,
      KAFKA_SASL_USERNAME: true,
      KAFKA_SASL_PASSWORD: true,
      TOPIC_PREFIX: true,
      TOPIC_PARTITIONS: true,
      LOG_LEVEL: true,
    })
    .required({ KAFKA_BROKERS: true });
  const config = loadConfig(schema, processEnvironment(), accessFaults);
  const { TOPIC_PREFIX, TOPIC_PARTITIONS, LOG_LEVEL } = config;
  const bus = await startKafkaBus({
    ...kafkaAccess(config),
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
    error instanceof ConfigurationFault
      ? error.message
      : `The topics were not created: ${engineFault(error) ?? (error as Error).message}`,
  );
  process.exitCode = 1;
}
