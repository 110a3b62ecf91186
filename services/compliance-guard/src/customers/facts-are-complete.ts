import type { TopicName } from '@fairdue/contracts';
import { monotonicMs } from '@fairdue/clock';
import { freshness, parkedAmong } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { GuardConfig } from '../config.ts';

/** The topics whose facts about a customer decide whether contact is lawful. */
const decisive: readonly TopicName[] = ['recover.customers', 'communicator.interactions', 'campaign.campaigns'];

/** For these customers: do we know everything that was published about them? */
export type Completeness = (about: readonly { customerId: string }[]) => Promise<(customerId: string) => boolean>;

/** A tick is written every few seconds at most, so asking the store more often tells nothing new. */
const rememberMs = 1_000;

/**
 * Incomplete: a fact about the customer is a dead letter or still missing, or a publisher has given no sign of life on
 * the customer's partition for too long; of everybody, while a restored database waits for its release. Nobody is let through
 * on what we merely knew.
 */
export function factsAreComplete({ db, bus, service, config, restored }: Deps<GuardConfig>): Completeness {
  const known = new Map<string, { until: number; staleAt: number }>();
  const staleAfterMs = config.FACTS_STALE_AFTER_SECONDS * 1_000;

  async function isFresh(topic: TopicName, partition: number): Promise<boolean> {
    const key = `${topic}/${partition}`;
    const now = monotonicMs();
    let row = known.get(key);
    if (!row || row.until < now) {
      const time = await freshness(db, service, topic, partition);
      row = { until: now + rememberMs, staleAt: time ? time.getTime() + staleAfterMs : 0 };
      known.set(key, row);
    }
    return row.staleAt > Date.now();
  }

  return async (about) => {
    if (await restored.isQuarantined()) return () => false;
    const customerIds = [...new Set(about.map(({ customerId }) => customerId))];
    const incomplete = await parkedAmong(db, service, decisive, customerIds);
    if (staleAfterMs === 0) return (customerId) => !incomplete.has(customerId);
    await Promise.all(
      decisive.map(async (topic) => {
        for (const customerId of customerIds)
          if (!(await isFresh(topic, await bus.partitionOf(topic, customerId)))) incomplete.add(customerId);
      }),
    );
    return (customerId) => !incomplete.has(customerId);
  };
}
