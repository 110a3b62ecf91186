import { z } from 'zod';

const Instant = z.iso.datetime();
const Count = z.int().nonnegative();

/** A kind of key: which ones are configured, and which of others stored rows still need. Names of keys, never keys. */
export const KeysBody = z.strictObject({
  variable: z.string(),
  configured: z.array(z.string()),
  missing: z.array(z.string()),
});

/** Something that a service works off by itself, and how long the oldest of it waits. */
export const BacklogBody = z.strictObject({
  name: z.string(),
  count: Count,
  oldestSeconds: z.number().nonnegative().nullable(),
});

const IndexName = z.strictObject({ collection: z.string(), index: z.string() });

/** One replica of a service as it sees itself and what it stands on. Nothing in it is about a person. */
export const HealthBody = z.strictObject({
  service: z.string(),
  version: z.string(),
  engines: z.enum(['real', 'embedded']),
  production: z.boolean(),
  sandbox: z.boolean(),
  /** Real time and business time of this process. */
  clock: z.strictObject({ real: Instant, business: Instant }),
  store: z.strictObject({
    version: z.string(),
    replicaSet: z.string().nullable(),
    members: Count,
    writable: z.boolean(),
    /** The database's clock less ours (ms). */
    skewMs: z.int(),
    /** As precise as that: the time the question took (ms). */
    roundTripMs: z.int(),
  }),
  indexes: z.strictObject({ missing: z.array(IndexName), unknown: z.array(IndexName) }),
  topics: z.array(
    z.strictObject({
      name: z.string(),
      partitionsWanted: Count,
      /** Null: there is no such topic. */
      found: z
        .strictObject({
          partitions: Count,
          replicas: Count,
          inSync: Count,
          inSyncMin: Count,
          retentionMs: z.int().nullable(),
        })
        .nullable(),
    }),
  ),
  consumers: z.strictObject({
    assigned: z.boolean(),
    lag: Count,
    /** Messages taken in hand since the start. */
    taken: Count,
    parkedKeys: Count,
    deadLetters: Count,
    oldestGapSeconds: z.number().nonnegative().nullable(),
  }),
  outbox: z.strictObject({ oldestUnsentSeconds: z.number().nonnegative(), replicas: Count }),
  work: z.array(
    z.strictObject({
      kind: z.string(),
      type: z.enum(['timer', 'job']),
      overdueSeconds: z.number(),
      failingSince: Instant.nullable(),
      cause: z.string().nullable(),
      faulty: Count,
    }),
  ),
  trust: z.strictObject({ signsWith: z.string(), believes: z.array(z.string()) }),
  keys: z.array(KeysBody),
  /** A short keyed hash of each secret that two services must share, to compare and no more. */
  shared: z.record(z.string(), z.string()),
  backlogs: z.array(BacklogBody),
  /** Of the folder that an embedded store writes to; null where there is none. */
  disk: z.strictObject({ freeBytes: z.number(), totalBytes: z.number(), storeBytes: z.number() }).nullable(),
});
export type HealthBody = z.output<typeof HealthBody>;

/** What only the service itself can say of its inside. */
export type OwnHealth = Pick<HealthBody, 'keys' | 'shared' | 'backlogs'>;
