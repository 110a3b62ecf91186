import type { z } from 'zod';
import { ConfigurationFault, loadConfig, processEnvironment, type Environment } from '@fairdue/config';
import { createIdentity, readSigningKey, readTrustedKeys } from '@fairdue/http';
import { commonConfig } from './common-config.ts';
import type { ServiceDefinition } from './define-service.ts';
import { accessFaults } from './engine-access.ts';
import { engineFault } from './engine-fault.ts';
import { chooseEngines, realEngines } from './engines.ts';
import { startService } from './start-service.ts';

/** The whole of a service's main: read the environment, start on real engines, stop on SIGTERM within 25 s. */
export async function runService<Shape extends z.ZodRawShape>(
  definition: ServiceDefinition<Shape>,
  environment: Environment = processEnvironment(),
): Promise<void> {
  try {
    const config = loadConfig(
      commonConfig.extend(definition.config.shape) as unknown as typeof commonConfig,
      environment,
      accessFaults,
    );
    if (chooseEngines(config) === 'embedded')
      throw new ConfigurationFault([
        'MONGODB_URL and KAFKA_BROKERS are needed to run one service alone; `npm start` runs all of them on embedded engines',
      ]);
    const identity = createIdentity({
      service: definition.name,
      signingKey: readSigningKey(config.INTERNAL_SIGNING_KEY),
      trustedKeys: readTrustedKeys(config.INTERNAL_TRUSTED_KEYS),
    });
    const running = await startService(definition, {
      config,
      engines: realEngines(config),
      identity,
    });
    stopOnSignal(() => running.stop());
  } catch (error) {
    console.error(error instanceof ConfigurationFault ? error.message : (engineFault(error) ?? error));
    process.exit(1); // consumers and timers that had begun must not go on without the rest
  }
}

/** SIGTERM and SIGINT stop in order; a stop that hangs ends after 25 s, with everything unfinished left to be redelivered. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 25_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', handle);
  process.once('SIGINT', handle);
}
