import v8 from 'node:v8';
import { ConfigurationFault, loadConfig, type Environment } from '@fairdue/config';
import { createIdentity, readSigningKey } from '@fairdue/http';
import {
  accessFaults,
  chooseEngines,
  commonConfig,
  embeddedEngines,
  realEngines,
  startService,
  type EmbeddedEngines,
} from '@fairdue/service';
import { createLog } from '@fairdue/telemetry';
import { gatewayConfig } from '../../services/gateway/src/config.ts';
import { startGateway } from '../../services/gateway/src/start-gateway.ts';
import { freePorts, requireFree } from './free-ports.ts';
import { installationSecrets } from './installation.ts';
import { services } from './services.ts';

/** Six services, a store and its thread share this process: heaps that grow by a third before they are swept stay small. */
v8.setFlagsFromString('--heap-growing-percent=30');

export type Platform = {
  url: string;
  /** Where its services keep their databases. */ mongoUrl: string;
  stop(): Promise<void>;
};

/** In a sentence, for whoever asked for a start. */
export const whyNotStarted = (error: unknown): string =>
  error instanceof ConfigurationFault ? error.message : `Fairdue did not start: ${(error as Error).message}`;

/**
 * The gateway and the five services in one process, each on a loopback port of its own, still talking HTTP and events
 * only. On embedded engines unless the environment names real ones.
 */
export async function startPlatform({
  port,
  dataDir,
  environment,
}: {
  port: number;
  dataDir: string;
  environment: Environment;
}): Promise<Platform> {
  const ports = await freePorts(services.length);
  const urls = services.map(
    ({ name }, i) => [`${name.toUpperCase().replaceAll('-', '_')}_URL`, `http://127.0.0.1:${ports[i]}`] as const,
  );
  const gatewayPort = port === 0 ? (await freePorts(1))[0] : port;
  const shared: Environment = {
    SANDBOX: 'true',
    DRAIN_MS: '0',
    RATE_LIMIT_PER_MINUTE: '100000',
    TOPIC_PARTITIONS: '1',
    ...environment,
    ...installationSecrets(dataDir),
    ...Object.fromEntries(urls),
    GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
    DATA_DIR: dataDir,
  };
  await requireFree(gatewayPort ?? port, shared['HOST'] ?? '127.0.0.1');
  const engines = await enginesFor(shared, dataDir);
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const each of running.toReversed()) await each.stop();
    await engines.stop();
  };
  try {
    for (const [i, definition] of services.entries()) {
      const schema = commonConfig.extend(definition.config.shape) as unknown as typeof commonConfig;
      const config = loadConfig(schema, { ...shared, PORT: String(ports[i]) });
      const identity = createIdentity({
        service: definition.name,
        signingKey: readSigningKey(config.INTERNAL_SIGNING_KEY),
      });
      running.push(
        await startService(definition as (typeof services)[0], { config, engines, identity, owner: definition.name }),
      );
    }
    const gateway = await startGateway(loadConfig(gatewayConfig, { ...shared, PORT: String(gatewayPort) }));
    running.push(gateway);
    return { url: gateway.url, mongoUrl: engines.mongoUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function enginesFor(environment: Environment, dataDir: string): Promise<EmbeddedEngines> {
  const config = loadConfig(commonConfig, environment, accessFaults);
  if (chooseEngines(config) === 'embedded')
    return embeddedEngines({ dataDir, log: createLog('bus', config.LOG_LEVEL) });
  return { ...realEngines(config), stop: () => Promise.resolve() };
}
