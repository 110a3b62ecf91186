import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import type { Log } from '@fairdue/telemetry';
import './resting-connections.ts';

export type KafkaConnection = Pick<KafkaConfig, 'ssl' | 'sasl'> & {
  brokers: readonly string[];
  clientId: string;
  log: Log;
};

/** kafkajs says "error" of what it then retries: here that is a warning, and the adapter itself says what went wrong. */
export function kafkaClient({ brokers, clientId, log, ...security }: KafkaConnection): Kafka {
  return new Kafka({
    ...security,
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, level, log: { message, error, groupId, broker } }) => {
        const line = { kafka: namespace, groupId: groupId as unknown, broker: broker as unknown, cause: String(error) };
        if (level <= logLevel.ERROR) log.warn(line, message);
        else log.debug(line, message);
      },
  });
}
