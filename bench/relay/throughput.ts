import { enqueueAll, outboxCollections, startRelay } from '@fairdue/outbox';
import { newId } from '@fairdue/ids';
import { transaction, type Connection } from '@fairdue/store';
import { createMetrics } from '@fairdue/telemetry';
import type { Bus } from '@fairdue/bus';
import { dropDatabase, log, newDatabase, newTopic, rawProducer } from '../engines.ts';
import { inTurns, print, printRatio } from '../rounds.ts';
import { registered, topic } from './facts.ts';

const facts = 20_000;
/** As many as the relay takes. */
const together = 1_000;
const written = 500;

type Packet = { key: string; records: { value: string; headers: Record<string, string> }[] };

/** Packets as transactions leave them: one for each fact, as no two are about the same. Kept, so that each round begins with the same outbox. */
async function writtenPackets(db: Connection): Promise<Packet[]> {
  for (let n = 0; n < facts; n += written) {
    const some = Array.from({ length: written }, () => registered(newId('customer')));
    await transaction(db, (tx) => enqueueAll(tx, some));
  }
  return (await db.collection('outbox').find().toArray()) as unknown as Packet[];
}

/** Tells when as many records as that were acknowledged. */
function counting(bus: Bus, wanted: number): { bus: Bus; done: Promise<number> } {
  let published = 0;
  let tell: (at: number) => void = () => undefined;
  const done = new Promise<number>((resolve) => (tell = resolve));
  const publish: Bus['publish'] = async (name, records) => {
    await bus.publish(name, records);
    if (name === topic) published += records.filter(({ key }) => key !== null).length;
    if (published >= wanted) tell(performance.now());
  };
  return { bus: { ...bus, publish }, done };
}

export async function measureThroughput(): Promise<void> {
  const db = await newDatabase(outboxCollections);
  const [ours, theirs] = [await newTopic(topic), await newTopic(topic)];
  const producer = await rawProducer();
  const packets = await writtenPackets(db);

  const figures = await inTurns([
    {
      name: 'relay',
      async run() {
        await db.collection('outbox').deleteMany({});
        await db.collection('outbox').insertMany(packets as never[]);
        const { bus, done } = counting(ours.bus, facts);
        const begin = performance.now();
        const relay = await startRelay({ db, bus, service: 'campaign', log, metrics: createMetrics('bench') });
        const end = await done;
        await relay.stop();
        return (facts * 1_000) / (end - begin);
      },
    },
    {
      name: 'produce',
      async run() {
        const begin = performance.now();
        for (let n = 0; n < facts; n += together) {
          const some = packets.slice(n, n + together);
          const messages = some.flatMap(({ key, records }) => records.map((record) => ({ key, ...record })));
          await producer.send({ topic: theirs.name, acks: -1, messages });
        }
        return (facts * 1_000) / (performance.now() - begin);
      },
    },
  ]);
  print(
    `facts published, ${facts.toLocaleString('en-US')} waiting, ${together.toLocaleString('en-US')} at once`,
    '/s',
    figures,
  );
  printRatio(figures, ['relay', 'produce'], 0.7);

  await producer.disconnect();
  for (const { bus } of [ours, theirs]) await bus.close();
  await dropDatabase(db);
}
