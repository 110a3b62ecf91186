import type { Bus } from '@fairdue/bus';
import { Envelope, tickType, topicNames, type Event, type TopicName } from '@fairdue/contracts';

export type Watch = { events: Event[]; isCaughtUp(): Promise<boolean>; stop(): Promise<void> };

/** Reads every topic from its start, as a stranger to the platform would. */
export async function watchTopics(bus: Bus, group: string): Promise<Watch> {
  const events: Event[] = [];
  const subscription = await bus.subscribe(group, topicNames, async ({ topic, records }) => {
    for (const { value, headers } of records)
      if (headers['ce_type'] !== tickType)
        events.push({ ...Envelope.parse(JSON.parse(value.toString('utf8'))), topic: topic as TopicName });
  });
  return {
    events,
    isCaughtUp: async () => (await bus.lag(group, topicNames)) === 0,
    stop: () => subscription.stop(),
  };
}
