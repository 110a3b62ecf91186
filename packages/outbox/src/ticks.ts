import { tickType, topicNames, topics, type TopicName } from '@fairdue/contracts';
import type { Bus } from '@fairdue/bus';
import type { Connection } from '@fairdue/store';
import { oldestUnsent } from './outbox.store.ts';

export const topicsOf = (service: string): TopicName[] =>
  topicNames.filter((topic) => topics[topic].publisher === service);

/**
 * Tells every partition how far this publisher has got. The time is read before the outbox is: whatever was committed
 * until then is either published already, or found and dates the tick back.
 */
export async function publishTicks(db: Connection, bus: Bus, names: readonly TopicName[]): Promise<void> {
  const now = new Date();
  const oldest = await oldestUnsent(db);
  const time = oldest && oldest < now ? oldest : now;
  const value = JSON.stringify({ time: time.toISOString() });
  for (const name of names) {
    const partitions = await bus.partitionsOf(name);
    await bus.publish(
      name,
      Array.from({ length: partitions }, (_, partition) => ({
        key: null,
        partition,
        value,
        headers: { ce_type: tickType },
      })),
    );
  }
}
