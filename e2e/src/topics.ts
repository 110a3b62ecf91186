import kafkajs from 'kafkajs';
import { topicNames } from '@fairdue/contracts';
import type { Installation, ServiceName } from './installation.ts';

const readers: ServiceName[] = ['recover', 'compliance-guard', 'communicator', 'campaign'];
const clientOf = (): kafkajs.Kafka =>
  new kafkajs.Kafka({ brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','), logLevel: kafkajs.logLevel.NOTHING });

/** Every service will read every topic from its first record again. All of them have to be stopped. */
export async function replayFromTheStart({ prefix }: Installation): Promise<void> {
  const admin = clientOf().admin();
  await admin.connect();
  await admin.deleteGroups(readers.map((service) => `${prefix}${service}`));
  await admin.disconnect();
}

/** Puts a copy of every record behind those that are there: each fact is delivered twice. */
export async function deliverEverythingTwice({ prefix }: Installation): Promise<number> {
  const kafka = clientOf();
  const admin = kafka.admin();
  const producer = kafka.producer();
  const consumer = kafka.consumer({ groupId: `${prefix}copier` });
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  const topics = topicNames.map((name) => `${prefix}${name}`);
  const left = new Map<string, bigint>();
  for (const topic of topics)
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic))
      if (BigInt(high) > BigInt(low)) left.set(`${topic}/${partition}`, BigInt(high));
  let copied = 0;
  await consumer.subscribe({ topics, fromBeginning: true });
  await new Promise<void>((done, failed) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
    void consumer.run({
      eachMessage: async ({ topic, partition, message }) => {
        const end = left.get(`${topic}/${partition}`);
        if (end === undefined) return; // a copy already
        const { key, value, headers = {} } = message;
        if (key) copied++;
        await producer.send({ topic, messages: [{ key, value, headers, partition }] });
        if (BigInt(message.offset) + 1n >= end) left.delete(`${topic}/${partition}`);
        if (left.size === 0) done();
      },
    });
  });
  await Promise.all([consumer.disconnect(), producer.disconnect(), admin.disconnect()]);
  return copied;
}

export type Fact = { id: string; type: string; subject: string; sequence: number; data: FactData };
type FactData = { customerId: string; debtId?: string; version: number };

/** Every record of a topic that has a key, as it lies there now, repeats included. */
export async function recordsOf({ prefix }: Installation, name: string): Promise<Fact[]> {
  const kafka = clientOf();
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `${prefix}reader-${Date.now()}` });
  const topic = `${prefix}${name}`;
  await Promise.all([admin.connect(), consumer.connect()]);
  const left = new Map<number, bigint>();
  for (const { partition, high, low } of await admin.fetchTopicOffsets(topic))
    if (BigInt(high) > BigInt(low)) left.set(partition, BigInt(high));
  const records: Fact[] = [];
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((done, failed) => {
    if (left.size === 0) done();
    consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
    void consumer.run({
      eachMessage: async ({ partition, message: { key, value, offset } }) => {
        const end = left.get(partition);
        if (end === undefined) return;
        if (key && value) records.push(JSON.parse(value.toString('utf8')) as Fact);
        if (BigInt(offset) + 1n >= end) left.delete(partition);
        if (left.size === 0) done();
      },
    });
  });
  await Promise.all([consumer.disconnect(), admin.disconnect()]);
  return records;
}
