import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import {
  createIdentity,
  defaultBodyLimits,
  probes,
  readSigningKey,
  readTrustedKeys,
  startServer,
  upstream,
} from '@fairdue/http';
import { createLog, createMetrics, startTracing, type Log } from '@fairdue/telemetry';
import { clockRoute } from './clock/clock-route.ts';
import type { GatewayConfig } from './config.ts';
import { readConsoleFiles } from './console/console-files.ts';
import { sessionRoute } from './console/session-route.ts';
import { authenticator } from './credentials/authenticate.ts';
import { accessTokens } from './credentials/access-tokens.ts';
import { accountFinders } from './credentials/find-account.ts';
import { oidcIssuers, readOidcIssuers } from './credentials/oidc-issuers.ts';
import { tokenReader } from './credentials/read-token.ts';
import { readDescriptionFiles } from './description/description-files.ts';
import { handleRequest } from './handle-request.ts';
import { addressLimit } from './limits/address-limit.ts';
import { portionsOf, rateLimit } from './limits/rate-limit.ts';
import { tokenRoute } from './oauth/token-route.ts';
import { forwardTo } from './proxy/forward.ts';
import { Streams } from './proxy/streams.ts';
import type { Owner } from './routing/families.ts';

export type RunningGateway = { name: 'gateway'; url: string; stop(): Promise<void> };

const urls = (config: GatewayConfig): readonly (readonly [Owner, string])[] => [
  ['creditor', config.CREDITOR_URL],
  ['recover', config.RECOVER_URL],
  ['compliance-guard', config.COMPLIANCE_GUARD_URL],
  ['communicator', config.COMMUNICATOR_URL],
  ['campaign', config.CAMPAIGN_URL],
];

/** The gateway, ready when it returns. It keeps nothing that a restart may not forget. `isAlone`: the process is its own. */
export async function startGateway(
  config: GatewayConfig,
  log: Log = createLog('gateway', config.LOG_LEVEL),
  { isAlone = false } = {},
): Promise<RunningGateway> {
  const metrics = createMetrics('gateway', { process: isAlone });
  const tracing = await startTracing({
    service: 'gateway',
    metrics,
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    share: config.OTEL_TRACES_SAMPLER_ARG,
  });
  const signingKey = readSigningKey(config.INTERNAL_SIGNING_KEY);
  const trustedKeys = readTrustedKeys(config.INTERNAL_TRUSTED_KEYS);
  const identity = createIdentity({ service: 'gateway', signingKey, trustedKeys });
  const services = urls(config).map(([name, baseUrl]) => upstream({ name, baseUrl, identity, log, metrics }));
  const [creditor] = services;
  if (!creditor) throw new Error('The creditor service is the first of the list.');
  const streams = new Streams({
    streamsMax: config.STREAMS_MAX,
    streamsPerAccountMax: config.STREAMS_PER_ACCOUNT_MAX,
    recheckMs: config.STREAM_RECHECK_MS,
  });
  const forwards = new Map(
    urls(config).map(([service, baseUrl]) => [
      service,
      forwardTo({
        service, baseUrl, identity, log, metrics, streams,
        timeoutMs: config.UPSTREAM_TIMEOUT_MS,
        finishMs: config.UPSTREAM_FINISH_MS,
        bodyBytesMax: config.BODY_BYTES_MAX,
        connectionsMax: config.UPSTREAM_CONNECTIONS_MAX,
      }),
    ]),
  ); // prettier-ignore

  const tokens = accessTokens({ signingKey, trustedKeys, lifetimeSeconds: config.ACCESS_TOKEN_SECONDS });
  const readToken = tokenReader(tokens, oidcIssuers(readOidcIssuers(config.OIDC_ISSUERS)));
  const finders = accountFinders({ creditor, readToken });
  const perMinute = config.RATE_LIMIT_PER_MINUTE;
  const limit = rateLimit(perMinute, portionsOf(creditor, perMinute));

  const authenticate = authenticator(finders, config.CREDENTIAL_CACHE_MS);
  const limitAddress = addressLimit(perMinute, config.TRUSTED_PROXIES);

  let draining = false;
  const listener = handleRequest({
    authenticate,
    limit,
    limitAddress,
    token: tokenRoute({ findByKey: finders.ofKey, tokens, limit }),
    forwards,
    description: await readDescriptionFiles(),
    console: {
      files: await readConsoleFiles(),
      session: sessionRoute({ authenticate, findByKey: finders.ofKey, tokens, limitAddress, creditor }),
    },
    clock: clockRoute({
      services,
      isSandbox: config.SANDBOX,
      moveMs: config.CLOCK_MOVE_MS,
      limits: { ...defaultBodyLimits, bytesMax: config.BODY_BYTES_MAX },
    }),
    own: express().use(probes(() => Promise.resolve({ serving: !draining }), metrics)),
    log,
    metrics,
  });
  const server = await startServer(listener, { port: config.PORT, host: config.HOST, headerBytesMax: 16 * 1_024 });
  log.info({ port: server.port }, 'ready');

  return {
    name: 'gateway',
    url: server.url,
    async stop() {
      draining = true;
      server.leave();
      await wait(config.DRAIN_MS); // load balancers see /readyz and look away; what still comes is served
      await server.stop();
      await Promise.all([...forwards.values(), ...services].map((each) => each.close()));
      await tracing.stop();
      log.info('stopped');
    },
  };
}
