import { existsSync } from 'node:fs';
import { secondsSince, type Clock } from '@fairdue/clock';
import { keyIdOf, readSigningKey, readTrustedKeys } from '@fairdue/http';
import { countAllWaiting, oldestEarlySince, type Consumers, type Relay } from '@fairdue/outbox';
import type { Bus } from '@fairdue/bus';
import type { AnyCollection, Connection } from '@fairdue/store';
import { outstandingWork, type Work } from '@fairdue/timers';
import type { CommonConfig, ServiceName } from '../common-config.ts';
import type { Engines } from '../engines.ts';
import { allTopics } from '../topics.ts';
import { version } from '../version.ts';
import type { HealthBody, OwnHealth } from './health.wire.ts';
import { indexFaults } from './index-faults.ts';
import { diskHealth, storeHealth } from './store-health.ts';

export type Inside = {
  name: ServiceName;
  config: CommonConfig;
  engines: Engines['kind'];
  db: Connection;
  bus: Bus;
  clock: Clock;
  collections: readonly AnyCollection[];
  work: readonly Work[];
  relay: Relay;
  consumers: Consumers;
  own: () => Promise<OwnHealth>;
};

/** Everything a doctor asks about, at this moment. A store or bus that does not answer fails the whole, and that says enough. */
export async function lookInside({
  name,
  config,
  engines,
  db,
  bus,
  clock,
  consumers,
  relay,
  ...rest
}: Inside): Promise<HealthBody> {
  const wanted = allTopics(config.TOPIC_PARTITIONS);
  const [store, indexes, topics, work, own, early, lag, parkedKeys, deadLetters, oldestUnsentMs] = await Promise.all([
    storeHealth(db), indexFaults(db, rest.collections), bus.describe(wanted.map((topic) => topic.name)), outstandingWork(db, rest.work, clock),
    rest.own(), oldestEarlySince(db), consumers.lag(), consumers.parkedKeys(), countAllWaiting(db), relay.oldestUnsentMs(),
  ]); // prettier-ignore
  const signsWith = keyIdOf(readSigningKey(config.INTERNAL_SIGNING_KEY));
  const now = new Date();
  return {
    service: name,
    version,
    engines,
    production: config.NODE_ENV === 'production',
    sandbox: config.SANDBOX,
    store,
    indexes,
    topics: wanted.map((topic) => {
      const { name: _name, ...found } = topics.find((each) => each.name === topic.name) ?? { name: null };
      return { name: topic.name, partitionsWanted: topic.partitions, found: 'replicas' in found ? found : null };
    }),
    consumers: {
      assigned: consumers.assigned(),
      lag,
      taken: consumers.taken(),
      parkedKeys,
      deadLetters,
      oldestGapSeconds: secondsSince(early, now),
    },
    outbox: { oldestUnsentSeconds: oldestUnsentMs / 1_000, replicas: relay.replicas() },
    work: work.map(({ kind, type, overdueMs, failingSince, cause, faulty }) => ({
      ...{ kind, type, cause, faulty, overdueSeconds: overdueMs / 1_000 },
      failingSince: failingSince?.toISOString() ?? null,
    })),
    trust: { signsWith, believes: [signsWith, ...readTrustedKeys(config.INTERNAL_TRUSTED_KEYS).map(keyIdOf)] },
    ...own,
    disk: engines === 'embedded' && existsSync(config.DATA_DIR) ? await diskHealth(config.DATA_DIR) : null,
    clock: { real: new Date().toISOString(), business: clock.now().toISOString() },
  };
}
