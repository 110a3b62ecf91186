import { setTimeout as wait } from 'node:timers/promises';
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import type { Log } from '@fairdue/telemetry';
import './resting-connections.ts';
import { Sockets } from './sockets.ts';

export type KafkaConnection = Pick<KafkaConfig, 'ssl' | 'sasl'> & {
  brokers: readonly string[];
  clientId: string;
  log: Log;
};

/** One for each producer, consumer and admin, so that each can be cut off without the others. */
export type KafkaClient = { kafka: Kafka; sever: () => void };

/** kafkajs says "error" of what it then retries: here that is a warning, and the adapter itself says what went wrong. */
export function kafkaClient({ brokers, clientId, log, ...security }: KafkaConnection): KafkaClient {
  const sockets = new Sockets();
  const kafka = new Kafka({
    ...security,
    brokers: [...brokers],
    clientId,
    socketFactory: sockets.connect,
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
  return { kafka, sever: sockets.sever };
}

const leaveWithinMs = 10_000;

/** Takes leave of the cluster. What kafkajs does not manage in time, or forgot, is cut off: nothing of it acts afterwards. */
export async function leave({ sever }: KafkaClient, disconnect: () => Promise<void>): Promise<void> {
  await Promise.race([disconnect().catch(() => undefined), wait(leaveWithinMs, undefined, { ref: false })]);
  sever();
}
