import type { Router } from 'express';
import type { z } from 'zod';
import type { Bus } from '@fairdue/bus';
import type { Clock } from '@fairdue/clock';
import type { Family, Identity, Upstream } from '@fairdue/http';
import type { Consumer } from '@fairdue/outbox';
import type { AnyCollection, Connection, Migration } from '@fairdue/store';
import type { Log, Metrics } from '@fairdue/telemetry';
import type { Work } from '@fairdue/timers';
import type { OwnHealth } from './health/health.wire.ts';
import type { CommonConfig, ServiceName } from './common-config.ts';
import type { Restored } from './restored.ts';

/** What a use case may need. Everything is passed in, so that one process can host several services. */
export type Deps<Config = object> = {
  service: ServiceName;
  config: Config & CommonConfig;
  db: Connection;
  bus: Bus;
  clock: Clock;
  now: () => Date;
  log: Log;
  metrics: Metrics;
  identity: Identity;
  restored: Restored;
  upstream: (name: ServiceName) => Upstream;
};

/** Something that runs beside requests, consumers and timers. While it is not quiet, business time stands still. */
export type Background = { stop(): Promise<void>; isQuiet?(): Promise<boolean> };

export type ServiceDefinition<Shape extends z.ZodRawShape = z.ZodRawShape> = {
  name: ServiceName;
  /** The service's own variables, beside the common ones. */
  config: z.ZodObject<Shape>;
  collections: readonly AnyCollection[];
  /** Changes of stored documents, oldest first: all that were ever released. */
  migrations?: readonly Migration[];
  families: (deps: Deps<z.output<z.ZodObject<Shape>>>) => Family[];
  internal?: (deps: Deps<z.output<z.ZodObject<Shape>>>) => Router;
  consumers?: (deps: Deps<z.output<z.ZodObject<Shape>>>) => Consumer[];
  work?: (deps: Deps<z.output<z.ZodObject<Shape>>>) => Work[];
  start?: (deps: Deps<z.output<z.ZodObject<Shape>>>) => Promise<Background>;
  /** What only this service can say of its health. */
  health?: (deps: Deps<z.output<z.ZodObject<Shape>>>) => Promise<Partial<OwnHealth>>;
};

/** Every route, consumer and timer of a service by name: what a reader of its app.ts sees on one screen. */
export const defineService = <Shape extends z.ZodRawShape>(
  definition: ServiceDefinition<Shape>,
): ServiceDefinition<Shape> => definition;
