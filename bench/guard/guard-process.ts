import { loadConfig } from '@fairdue/config';
import { createIdentity, createServiceApp, idempotencyCollections, newSigningKey, startServer } from '@fairdue/http';
import { outboxCollections } from '@fairdue/outbox';
import { commonConfig, type Deps } from '@fairdue/service';
import { connect, ensureIndexes } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { timersCollections } from '@fairdue/timers';
import { complianceGuardService } from '../../services/compliance-guard/src/app.ts';
import { creditorId, morning } from '../../services/compliance-guard/src/examples.ts';

/*
 * The guard's requests alone, which decide and store state, evidence and outbox: without relay, consumers, timers and the
 * chaining of evidence. It is always ten in the morning in New York, so that contact is lawful. Asked, it tells the
 * processor time it took in milliseconds.
 */
const [prefix = ''] = process.argv.slice(2);
const key = newSigningKey();
const signingKey = key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const config = loadConfig(commonConfig.extend(complianceGuardService.config.shape), {
  MONGODB_URL: process.env['MONGODB_URL'],
  PORT: '0',
  DATABASE_PREFIX: prefix,
  INTERNAL_SIGNING_KEY: signingKey,
  EVIDENCE_SIGNING_KEY: signingKey,
  ADDRESS_HASH_KEY: 'k'.repeat(32),
  FACTS_STALE_AFTER_SECONDS: '0',
});
const identity = createIdentity({ service: 'compliance-guard', signingKey: key });
const db = await connect(config.MONGODB_URL ?? '', `${prefix}compliance_guard`, { appName: 'compliance-guard' });
await ensureIndexes(db, [
  ...outboxCollections,
  ...timersCollections,
  ...idempotencyCollections,
  ...complianceGuardService.collections,
]);
const [log, metrics] = [createLog('compliance-guard'), createMetrics('compliance-guard')];
const now = (): Date => new Date(morning);
const deps = { service: 'compliance-guard', config, db, now, log, metrics, identity } as unknown as Deps<never>;
const internal = complianceGuardService.internal?.(deps);
const app = createServiceApp({
  name: 'compliance-guard',
  log,
  metrics,
  identity,
  families: complianceGuardService.families(deps),
  ...(internal && { internal }),
  readiness: () => Promise.resolve({ serving: true }),
});
const { url } = await startServer(app, { port: 0 });

/** As the gateway and the communicator sign; a token is good for a minute. */
const tokenOf = async (service: string): Promise<string> => {
  const signer = createIdentity({ service, signingKey: key });
  return service === 'gateway'
    ? signer.tokenFor('compliance-guard', {
        accountId: 'AC-1-BENCH',
        permissions: new Set(['*']),
        creditorIds: [creditorId],
      })
    : signer.serviceToken('compliance-guard');
};
process.on('message', async (question: string) => {
  const { user, system } = process.cpuUsage();
  process.send?.(question === 'cpu' ? (user + system) / 1_000 : await tokenOf(question));
});
process.send?.({ url, database: `${prefix}compliance_guard` });
