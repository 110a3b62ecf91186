import mongoose from 'mongoose';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { startKafkaBus, type Bus } from '@fairdue/bus';
import { connect, ensureIndexes, type AnyCollection, type Connection } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';

export const mongoUrl = process.env['MONGODB_URL'] ?? '';
const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const run = `bench_${process.pid}_${Date.now().toString(36)}`;

export const log = createLog('bench', 'error');
export const partitions = 6;
export const kafka = new Kafka({ clientId: 'bench', brokers, logLevel: logLevel.NOTHING });

/** As durable as ours: all in-sync replicas, numbered by the producer. */
export async function rawProducer(): Promise<Producer> {
  const producer = kafka.producer({ idempotent: true, allowAutoTopicCreation: false });
  await producer.connect();
  return producer;
}

let made = 0;

/** Names of databases and topics that begin with this are nobody else's, and go at the end. */
export const databasePrefix = (): string => `${run}_${++made}_`;

/** A database that nobody else has. It is dropped at the end. */
export async function newDatabase(collections: readonly AnyCollection[]): Promise<Connection> {
  const db = await connect(mongoUrl, `${run}-${++made}`, { appName: 'bench', poolSizeMax: 200 });
  await ensureIndexes(db, collections);
  return db;
}

export async function dropDatabase(db: Connection): Promise<void> {
  await db.dropDatabase();
  await db.close();
}

export type Topic = { bus: Bus; name: string; prefix: string };

/** The bus with topics of its own, and what one of them is called on the cluster. */
export async function newTopic(topic: string): Promise<Topic> {
  const prefix = `${run}-${++made}.`;
  const bus = await startKafkaBus({ brokers, clientId: 'bench', prefix, log, metrics: createMetrics('bench') });
  await bus.createTopics([topic, `${topic}.dlq`].map((name) => ({ name, partitions })));
  return { bus, name: prefix + topic, prefix };
}

/** Engines that stay are left as they were found. Topics go last, when nobody uses one any more. */
export async function cleanUp(): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((name) => name.startsWith(run));
  if (topics.length > 0) await admin.deleteTopics({ topics });
  await admin.disconnect();
  const client = await mongoose.mongo.MongoClient.connect(mongoUrl);
  const { databases } = await client.db('admin').admin().listDatabases();
  for (const { name } of databases) if (name.startsWith(run)) await client.db(name).dropDatabase();
  await client.close();
}
