import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import type { z } from 'zod';
import { SandboxClock } from '@fairdue/clock';
import { loadConfig, processEnvironment } from '@fairdue/config';
import { topicNames, type Event } from '@fairdue/contracts';
import { createIdentity, readSigningKey, type Identity } from '@fairdue/http';
import { newId } from '@fairdue/ids';
import {
  commonConfig,
  startService,
  type RunningService,
  type ServiceDefinition,
  type ServiceName,
} from '@fairdue/service';
import type { Connection } from '@fairdue/store';
import { createLog } from '@fairdue/telemetry';
import { eventually } from './eventually.ts';
import { internalKeys } from './internal-keys.ts';
import { startTestEngines, type TestEngines } from './test-engines.ts';
import { watchTopics } from './watch-topics.ts';

type Caller = { creditorIds: string[]; permissions?: string[]; accountId?: string; creditorId?: string };

export type TestService = {
  running: RunningService;
  engines: TestEngines;
  /** For a further replica: what both believe. */
  keys: ReturnType<typeof internalKeys>;
  db: Connection;
  url: string;
  clock: SandboxClock;
  /** An agent that calls as an account linked to those creditors (with every permission unless said otherwise). */
  as(caller: Caller): Promise<ReturnType<typeof supertest.agent>>;
  asService(name: ServiceName): Promise<ReturnType<typeof supertest.agent>>;
  /** Publishes facts of other services, numbered per topic and key, and waits until they are handled. */
  deliver(...events: Event[]): Promise<void>;
  /** What this service has published so far, in order per customer. */
  published(type?: string): Promise<Event[]>;
  moveTo(instant: Date | string): Promise<void>;
  /** Waits until nothing is left to do. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  config?: Record<string, string>;
  upstreams?: Partial<Record<ServiceName, RequestListener>>;
  now?: Date | string;
  /** Join engines that another test service started: two replicas, or two services. */
  engines?: TestEngines;
  keys?: ReturnType<typeof internalKeys>;
};

export async function startTestService<Shape extends z.ZodRawShape>(
  definition: ServiceDefinition<Shape>,
  options: Options = {},
): Promise<TestService> {
  const engines = options.engines ?? (await startTestEngines());
  const keys = options.keys ?? internalKeys();
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  for (const [name, listener] of Object.entries(options.upstreams ?? {})) {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    urls[`${name.toUpperCase().replaceAll('-', '_')}_URL`] =
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const schema = commonConfig.extend(definition.config.shape) as unknown as typeof commonConfig;
  const config = loadConfig(schema, {
    NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent', SANDBOX: 'true', DRAIN_MS: '0', TOPIC_PARTITIONS: '3',
    DATABASE_PREFIX: engines.prefix, TOPIC_PREFIX: engines.prefix, ...keys, ...urls, ...options.config,
  }); // prettier-ignore
  const clock = new SandboxClock(options.now ? new Date(options.now).getTime() - Date.now() : 0);
  const identityOf = (service: string): Identity =>
    createIdentity({ service, signingKey: readSigningKey(keys.INTERNAL_SIGNING_KEY) });
  const identity = identityOf(definition.name);
  const log = createLog(definition.name, processEnvironment()['TEST_LOG_LEVEL'] ?? 'silent');
  const running = await startService(definition, { config, engines, identity, clock, log });
  const { deps, rest, url } = running;
  const watchGroup = `watch-${newId('event')}`;
  const watch = await watchTopics(deps.bus, watchGroup);
  const sequences = new Map<string, number>();

  const isQuiet = async (): Promise<boolean> => (await rest.outlook()).isQuiet;
  const settle = (): Promise<unknown> =>
    eventually(async () => (await isQuiet()) && (await watch.isCaughtUp()) && (await isQuiet()));
  const agent = async (audienceToken: Promise<string>) =>
    supertest.agent(url).set('Authorization', `Bearer ${await audienceToken}`);

  return {
    running, engines, keys, db: deps.db, url, clock,
    as: async ({ creditorIds, permissions = ['*'], accountId = 'AC-TEST-1', creditorId }) => {
      const caller = await agent(identity.tokenFor(definition.name, { accountId, permissions: new Set(permissions), creditorIds }));
      return creditorId ? caller.set('X-TA-CREDITOR', creditorId) : caller;
    },
    asService: (name) => agent(identityOf(name).serviceToken(definition.name)),
    async deliver(...events) {
      for (const { topic, ...given } of events) {
        const key = `${topic}/${given.subject}`;
        const sequence = given.sequence || (sequences.get(key) ?? 0) + 1;
        sequences.set(key, Math.max(sequences.get(key) ?? 0, sequence));
        const headers = { 'content-type': 'application/cloudevents+json', ce_id: given.id, ce_type: given.type };
        await deps.bus.publish(topic, [{ key: given.subject, value: JSON.stringify({ ...given, sequence }), headers }]);
      }
      await settle();
    },
    async published(type) {
      await eventually(async () => (await isQuiet()) && (await deps.bus.lag(watchGroup, topicNames)) === 0);
      const own = watch.events.filter((event) => event.source === `/${definition.name}`);
      return type ? own.filter((event) => event.type === type) : own;
    },
    async moveTo(instant) {
      clock.moveTo(new Date(instant));
      rest.wake();
      await settle();
    },
    async settle() {
      await settle();
    },
    async stop() {
      await watch.stop();
      await running.stop();
      for (const server of servers) server.close().closeAllConnections();
      if (!options.engines) await engines.stop();
    },
  }; // prettier-ignore
}
