import { ConfigurationFault } from '@fairdue/config';
import { startKafkaBus, type Bus } from '@fairdue/bus';
import type { Log, Metrics } from '@fairdue/telemetry';
import type { CommonConfig } from './common-config.ts';
import { kafkaAccess, mongoUrlOf, type KafkaAccess, type MongoAccess } from './engine-access.ts';

/** Where state lives and facts travel. The same code runs on the real ones and on the embedded ones. */
export type Engines = {
  kind: 'real' | 'embedded';
  mongoUrl: string;
  /** A bus for one service. Closing it leaves the engine running. */
  busFor(service: string, log: Log, metrics: Metrics): Promise<Bus>;
};

/** Both addresses mean real engines, neither means embedded, one alone is a mistake. Production is neither embedded nor a sandbox. */
export function chooseEngines(
  config: Pick<CommonConfig, 'MONGODB_URL' | 'KAFKA_BROKERS' | 'NODE_ENV' | 'SANDBOX'>,
): 'real' | 'embedded' {
  const given = [config.MONGODB_URL, config.KAFKA_BROKERS].filter(Boolean).length;
  if (given === 1)
    throw new ConfigurationFault([
      'MONGODB_URL and KAFKA_BROKERS go together: set both for real engines, neither for the embedded ones',
    ]);
  if (given === 0 && config.NODE_ENV === 'production')
    throw new ConfigurationFault(['MONGODB_URL and KAFKA_BROKERS are needed with NODE_ENV=production']);
  if (config.SANDBOX && config.NODE_ENV === 'production')
    throw new ConfigurationFault(['SANDBOX=true is refused with NODE_ENV=production: nobody would be reached']);
  return given === 2 ? 'real' : 'embedded';
}

type Real = MongoAccess & KafkaAccess & { TOPIC_PREFIX: string; KAFKA_SESSION_MS: number };

export function realEngines(config: Real): Engines {
  const kafka = kafkaAccess(config);
  return {
    kind: 'real',
    mongoUrl: mongoUrlOf(config),
    busFor: (service, log, metrics) =>
      startKafkaBus({
        ...kafka,
        clientId: `fairdue-${service}`,
        prefix: config.TOPIC_PREFIX,
        sessionTimeoutMs: config.KAFKA_SESSION_MS,
        log,
        metrics,
      }),
  };
}
