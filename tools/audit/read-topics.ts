import kafkajs from 'kafkajs';
import type { mongo } from 'mongoose';
import { topicNames } from '@fairdue/contracts';
import type { TopicRecord } from './facts.ts';

type Value = { id: string; type: string; sequence: number; data: Record<string, unknown> };

const recordOf = (topic: string, key: string, value: string): TopicRecord => {
  const { id, type, sequence, data } = JSON.parse(value) as Value;
  return { topic, key, id, type, sequence, data };
};

type Row = { _id: string; key: string | null; value: string };

/** Of the embedded bus, which keeps the end of each topic. */
export async function readEmbeddedTopics(db: mongo.Db): Promise<TopicRecord[]> {
  const records: TopicRecord[] = [];
  for await (const { _id, key, value } of db.collection<Row>('bus_records').find({ key: { $ne: null } })) {
    const [topic = ''] = _id.split('/');
    if (key !== null && topicNames.some((name) => name === topic)) records.push(recordOf(topic, key, value));
  }
  return records;
}

/** Everything that lies on the topics now, read with a group of its own. */
export async function readKafkaTopics(brokers: string, prefix: string): Promise<TopicRecord[]> {
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `${prefix}auditor-${Date.now()}` });
  await Promise.all([admin.connect(), consumer.connect()]);
  try {
    const ends = new Map<string, bigint>();
    for (const name of topicNames)
      for (const { partition, high, low } of await admin.fetchTopicOffsets(`${prefix}${name}`))
        if (BigInt(high) > BigInt(low)) ends.set(`${prefix}${name}/${partition}`, BigInt(high));
    const records: TopicRecord[] = [];
    await consumer.subscribe({ topics: topicNames.map((name) => `${prefix}${name}`), fromBeginning: true });
    await new Promise<void>((done, failed) => {
      if (ends.size === 0) done();
      consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
      void consumer.run({
        eachMessage: async ({ topic, partition, message: { key, value, offset } }) => {
          const end = ends.get(`${topic}/${partition}`);
          if (end === undefined) return;
          if (key && value) records.push(recordOf(topic.slice(prefix.length), key.toString(), value.toString('utf8')));
          if (BigInt(offset) + 1n >= end) ends.delete(`${topic}/${partition}`);
          if (ends.size === 0) done();
        },
      });
    });
    return records;
  } finally {
    await Promise.all([consumer.disconnect(), admin.disconnect()]);
  }
}
