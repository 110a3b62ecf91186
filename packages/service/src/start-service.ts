import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { Clock } from '@fairdue/clock';
import { createServiceApp, startServer, upstream, type Family, type Identity, type Upstream } from '@fairdue/http';
import { startConsumers, startRelay } from '@fairdue/outbox';
import { connect } from '@fairdue/store';
import { createLog, createMetrics, startTracing, type Log } from '@fairdue/telemetry';
import { startTimers } from '@fairdue/timers';
import { clockRoutes, loadClock, type Rest } from './business-clock.ts';
import { faultyJobFamily } from './faulty-jobs/faulty-job-routes.ts';
import { healthFamily } from './health/health-routes.ts';
import { lookInside } from './health/look-inside.ts';
import { urlOf, type CommonConfig, type ServiceName } from './common-config.ts';
import { deadLetterFamily } from './dead-letter-routes.ts';
import type { Deps, ServiceDefinition } from './define-service.ts';
import type { Engines } from './engines.ts';
import { collectionsOf, databaseName, prepareDatabase } from './prepare-database.ts';
import { loadRestored, unreleased } from './restored.ts';
import { allTopics } from './topics.ts';

export type RunningService = {
  name: ServiceName;
  url: string;
  deps: Deps;
  /** Everything it serves beside `/internal` and its probes. */
  families: readonly Family[];
  rest: Rest;
  /** Finishes what is begun, takes nothing new, closes everything. Answers when the last row is safe. */
  stop(): Promise<void>;
};

type Start = {
  config: CommonConfig & Record<string, unknown>;
  engines: Engines;
  identity: Identity;
  log?: Log;
  /** Who holds leases. A name that outlives a crash, where one process only can run, spares the wait for them to end. */
  owner?: string;
  /** In place of the service's own: tests say what time it is. */
  clock?: Clock;
};

/** Brings one service up: connections, indexes, topics, relay, routes, consumers, timers. Ready when it returns. */
export async function startService<Shape extends z.ZodRawShape>(
  definition: ServiceDefinition<Shape>,
  start: Start,
): Promise<RunningService> {
  const { config, engines, identity, owner } = start;
  const { name } = definition;
  const log = start.log ?? createLog(name, config.LOG_LEVEL);
  const metrics = createMetrics(name, { process: engines.kind === 'real' || name === 'creditor' });

  const db = await connect(engines.mongoUrl, databaseName(config, name), { appName: name });
  try {
    await prepareDatabase(db, definition, { isEmbedded: engines.kind === 'embedded', run: config.RUN_MIGRATIONS, log });
  } catch (error) {
    await db.close();
    throw error;
  }
  const tracing = await startTracing({
    service: name,
    metrics,
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    share: config.OTEL_TRACES_SAMPLER_ARG,
  });
  const bus = await engines.busFor(name, log, metrics);
  if (config.CREATE_TOPICS) await bus.createTopics(allTopics(config.TOPIC_PARTITIONS));

  const clock = start.clock ?? (await loadClock(db, config.SANDBOX));
  const upstreams = new Map<ServiceName, Upstream>();
  const deps = {
    service: name, config, db, bus, clock, now: () => clock.now(), log, metrics, identity,
    restored: await loadRestored(db),
    upstream: (to: ServiceName) => {
      const known = upstreams.get(to) ?? upstream({ name: to, baseUrl: urlOf(config, to), identity, log, metrics });
      upstreams.set(to, known);
      return known;
    },
  } as Deps<z.output<z.ZodObject<Shape>>>; // prettier-ignore

  const relay = await startRelay({ db, bus, service: name, log, metrics, ...(owner && { owner }) });
  const consumers = await startConsumers({
    db,
    bus,
    group: name,
    consumers: definition.consumers?.(deps) ?? [],
    log,
    metrics,
  });
  const work = definition.work?.(deps) ?? [];
  const timers = await startTimers({
    service: name,
    db,
    clock,
    work,
    log,
    metrics,
    leaseMs: config.TIMER_LEASE_MS,
    isAlone: () => relay.replicas() === 1,
    ...(owner && { owner }),
  });
  const background = await definition.start?.(deps);
  const rest: Rest = {
    // What costs nothing to ask comes first: while something moves, the store is left alone.
    outlook: async () => {
      const moves =
        !(await (background?.isQuiet?.() ?? true)) || !(await consumers.caughtUp()) || !(await relay.isEmpty());
      return moves ? { isQuiet: false, nextDueAt: null } : timers.outlook();
    },
    replicas: () => relay.replicas(),
    activity: () => relay.published() + consumers.taken() + timers.begun(),
    wake: () => timers.wake(),
  };

  let draining = false;
  const internal = definition.internal?.(deps);
  const inside = {
    name,
    config,
    engines: engines.kind,
    db,
    bus,
    clock,
    collections: collectionsOf(definition),
    work,
    relay,
    consumers,
    own: async () => {
      const { keys = [], shared = {}, backlogs = [] } = (await definition.health?.(deps)) ?? {};
      const waits = (await deps.restored.isQuarantined()) ? [unreleased] : [];
      return { keys, shared, backlogs: [...backlogs, ...waits] };
    },
  };
  const families = [
    deadLetterFamily(name, db, () => consumers),
    faultyJobFamily(name, db),
    healthFamily(name, () => lookInside(inside)),
    ...definition.families(deps),
  ];
  const app = createServiceApp({
    name, log, metrics, identity, families,
    internal: internal ? clockRoutes(db, clock, () => rest).use(internal) : clockRoutes(db, clock, () => rest),
    readiness: () =>
      Promise.resolve({ serving: !draining, database: db.readyState === 1, consumers: consumers.assigned() }),
  }); // prettier-ignore
  const server = await startServer(app, { port: config.PORT, host: config.HOST });
  log.info({ port: server.port, engines: engines.kind }, 'ready');

  return {
    name,
    url: server.url,
    deps: deps as unknown as Deps,
    families,
    rest,
    async stop() {
      draining = true;
      server.leave();
      await wait(config.DRAIN_MS); // load balancers see /readyz and look away; what still comes is served
      await server.stop();
      await consumers.stop();
      await timers.stop();
      await background?.stop();
      await relay.stop();
      await Promise.all([...upstreams.values()].map((each) => each.close()));
      await bus.close();
      await db.close();
      await tracing.stop();
      log.info('stopped');
    },
  };
}
