import { DocumentRegisteredV1 } from '@fairdue/contracts';
import type { Bus, OutgoingRecord } from '@fairdue/bus';
import { consumer, outboxCollections, startConsumers } from '@fairdue/outbox';
import { createMetrics } from '@fairdue/telemetry';
import { dropDatabase, log, newDatabase, newTopic } from '../engines.ts';
import { documents, registering } from './document.store.ts';
import { facts, topic } from './registrations.ts';

const registerDocument = consumer('register-document', DocumentRegisteredV1, async ({ db, session }, events) => {
  const writes = events.map(({ data }) => ({ updateOne: registering(data) }));
  await documents(db).bulkWrite(writes, { session, ordered: false });
});

/** Facts a second, from the first batch handed over to the commit of the last. */
export async function applyWithConsumers(records: readonly OutgoingRecord[]): Promise<number> {
  const db = await newDatabase([...outboxCollections, documents]);
  const { bus } = await newTopic(topic);
  for (let n = 0; n < records.length; n += 500) await bus.publish(topic, records.slice(n, n + 500));

  const timed = timing(bus, records.length);
  const group = 'bench';
  const consumers = await startConsumers({
    ...{ db, bus: timed.bus, group, consumers: [registerDocument], log, metrics: createMetrics(group) },
  });
  const tookMs = await timed.tookMs;
  await consumers.stop();
  const written = await db.collection('documents').countDocuments();
  if (written !== facts) throw new Error(`${written} effects of ${facts} facts.`);
  await bus.close();
  await dropDatabase(db);
  return (facts * 1_000) / tookMs;
}

function timing(bus: Bus, wanted: number): { bus: Bus; tookMs: Promise<number> } {
  let begin: number | undefined;
  let handled = 0;
  let tell: (ms: number) => void = () => undefined;
  const tookMs = new Promise<number>((resolve) => (tell = resolve));
  const subscribe: Bus['subscribe'] = (group, topics, handle, options) =>
    bus.subscribe(
      group,
      topics,
      async (batch) => {
        begin ??= performance.now();
        await handle(batch);
        handled += batch.records.length;
        if (handled >= wanted) tell(performance.now() - begin);
      },
      options,
    );
  return { bus: { ...bus, subscribe }, tookMs };
}
