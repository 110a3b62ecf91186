import { randomBytes } from 'node:crypto';
import { loadConfig } from '@fairdue/config';
import { createIdentity, createServiceApp, idempotencyCollections, readSigningKey, startServer } from '@fairdue/http';
import { outboxCollections } from '@fairdue/outbox';
import { commonConfig, realEngines, startService, type Deps } from '@fairdue/service';
import { connect, ensureIndexes } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { newSigningKey } from '@fairdue/http';
import { recoverService } from '../../services/recover/src/app.ts';

/*
 * The recover service: `whole`, with relay, consumers and timers, or its `requests` alone, which store state and outbox.
 * Asked, it says how much memory it holds or processor time it used, or that nothing is left to publish and apply.
 */
const [how, prefix = ''] = process.argv.slice(2);
const signingKey = newSigningKey().export({ format: 'der', type: 'pkcs8' }).toString('base64');
const key = (): string => randomBytes(32).toString('base64');
const schema = commonConfig.extend(recoverService.config.shape);
const config = loadConfig(schema, {
  MONGODB_URL: process.env['MONGODB_URL'],
  KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
  DATABASE_PREFIX: prefix,
  TOPIC_PREFIX: prefix,
  PORT: '0',
  INTERNAL_SIGNING_KEY: signingKey,
  SSN_KEYS: `k1:${key()}`,
  SSN_INDEX_KEY: key(),
});
const identity = createIdentity({ service: 'recover', signingKey: readSigningKey(signingKey) });
const mongoUrl = config.MONGODB_URL ?? '';

async function requestsAlone() {
  const db = await connect(mongoUrl, `${prefix}recover`, { appName: 'recover' });
  await ensureIndexes(db, [...outboxCollections, ...idempotencyCollections, ...recoverService.collections]);
  const [log, metrics] = [createLog('recover'), createMetrics('recover')];
  const deps = {
    service: 'recover',
    config,
    db,
    now: () => new Date(),
    log,
    metrics,
    identity,
  } as unknown as Deps<never>;
  const families = recoverService.families(deps);
  const readiness = () => Promise.resolve({ serving: true });
  const app = createServiceApp({ name: 'recover', log, metrics, identity, families, readiness });
  const { url } = await startServer(app, { port: 0 });
  return { url, isQuiet: () => Promise.resolve(true) };
}

async function whole() {
  const { KAFKA_BROKERS = '', TOPIC_PREFIX, KAFKA_SESSION_MS } = config;
  const engines = realEngines({ MONGODB_URL: mongoUrl, KAFKA_BROKERS, TOPIC_PREFIX, KAFKA_SESSION_MS });
  const { url, rest } = await startService(recoverService, { config, engines, identity });
  return { url, isQuiet: async () => (await rest.outlook()).isQuiet };
}

const { url, isQuiet } = how === 'whole' ? await whole() : await requestsAlone();
process.on('message', async (question) => {
  if (question === 'quiet') return process.send?.(await isQuiet());
  if (question === 'processor') {
    const { user, system } = process.cpuUsage();
    return process.send?.(user + system);
  }
  globalThis.gc?.();
  process.send?.(process.memoryUsage().rss / 2 ** 20);
});
process.send?.({ url, signingKey, database: `${prefix}recover` });
