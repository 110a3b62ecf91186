import { SandboxClock } from '@fairdue/clock';
import { loadConfig } from '@fairdue/config';
import { createIdentity, readSigningKey } from '@fairdue/http';
import { commonConfig, realEngines, startService, type ServiceDefinition } from '@fairdue/service';
import { campaignService } from '../../services/campaign/src/app.ts';
import { communicatorService } from '../../services/communicator/src/app.ts';
import { complianceGuardService } from '../../services/compliance-guard/src/app.ts';

/*
 * The communicator, the guard or the campaign service, whole: requests, relay, consumers, timers. Business time is what the bench says. Asked, it
 * tells how much memory it holds, the processor time it used (ms), or whether anything is left to do.
 */
const [name = '', clockOffsetMs = '0', variables = '{}'] = process.argv.slice(2);
const services = [
  communicatorService,
  complianceGuardService,
  campaignService,
] as unknown as ServiceDefinition<never>[];
const definition = services.find((each) => each.name === name);
if (!definition) throw new Error(`There is no service ${name}.`);
const schema = commonConfig.extend(definition.config.shape) as unknown as typeof commonConfig;
const config = loadConfig(schema, {
  MONGODB_URL: process.env['MONGODB_URL'],
  KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
  PORT: '0',
  LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'error',
  DRAIN_MS: '0',
  ...(JSON.parse(variables) as Record<string, string>),
});
const { MONGODB_URL: mongoUrl = '', KAFKA_BROKERS = '', TOPIC_PREFIX, KAFKA_SESSION_MS } = config;
const { url, rest } = await startService(definition, {
  config: config as never,
  engines: realEngines({ MONGODB_URL: mongoUrl, KAFKA_BROKERS, TOPIC_PREFIX, KAFKA_SESSION_MS }),
  identity: createIdentity({ service: definition.name, signingKey: readSigningKey(config.INTERNAL_SIGNING_KEY) }),
  clock: new SandboxClock(Number(clockOffsetMs)),
});

process.on('message', async (question) => {
  if (question === 'quiet') return process.send?.((await rest.outlook()).isQuiet);
  if (question === 'processor') {
    const { user, system } = process.cpuUsage();
    return process.send?.((user + system) / 1_000);
  }
  globalThis.gc?.();
  return process.send?.(process.memoryUsage().rss / 2 ** 20);
});
process.once('SIGTERM', () => process.exit(0));
process.send?.({ url });
