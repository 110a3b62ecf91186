import type { Bus, OutgoingRecord } from '@fairdue/bus';
import { CampaignEndedV1, DocumentRegisteredV1, tickType, topicNames, type EventDefinition } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { collection, ensureIndexes, type Connection } from '@fairdue/store';
import { createLog, createMetrics } from '@fairdue/telemetry';
import { startTestEngines, type TestEngines } from '@fairdue/testing';
import { dlqOf } from './dead-letters.store.ts';
import { consumer, outboxCollections, startConsumers, type Consumer, type ConsumersOptions } from './index.ts';

export const topic = DocumentRegisteredV1.topic;
const partitions = 2;

/** What consumers did. Nothing in it is unique, so that a second effect of one fact would show. */
type Effect = { _id: string; key: string; what: string; n: number };
const effects = collection<Effect>('effects', { key: String, what: String, n: Number }, { tenant: false });
let effectsMade = 0;

export const log = createLog('outbox-test', 'silent');
export const metrics = () => createMetrics('outbox-test');

export const newKey = (): string => newId('customer');
export const registered = (customerId: string, documentId = 'DO-1-A') => ({
  ...{ creditorId: 'CR-1-A', customerId, documentId, debtId: null },
});

/** Consumers that note every effect; two of them on one type. */
export const noting: readonly Consumer[] = [
  consumer('note-document', DocumentRegisteredV1, (tx, events) =>
    note(
      tx.db,
      tx.session,
      events.map(({ data }) => ({ key: data.customerId, what: data.documentId })),
    ),
  ),
  consumer('note-end', CampaignEndedV1, (tx, events) =>
    note(
      tx.db,
      tx.session,
      events.map(({ data }) => ({ key: data.customerId, what: data.endReason })),
    ),
  ),
];

async function note(
  db: Connection,
  session: Parameters<Consumer['apply']>[0]['session'],
  made: readonly { key: string; what: string }[],
): Promise<void> {
  const rows = made.map((each) => ({ ...each, _id: newId('event'), n: ++effectsMade }));
  await effects(db).insertMany(rows, { session });
}

export async function effectsOn(db: Connection, key: string): Promise<string[]> {
  const rows = await effects(db).find({ key }).sort({ n: 1 }).lean<Effect[]>();
  return rows.map(({ what }) => what);
}

/** A record as a publisher's relay makes it. */
export function aRecord(
  definition: EventDefinition,
  sequence: number,
  data: Record<string, unknown>,
  over: object = {},
) {
  const key = definition.keyOf(data);
  const envelope = {
    specversion: '1.0', id: newId('event'), source: '/campaign', type: definition.type, time: '2026-03-02T10:00:00.000Z',
    subject: key, datacontenttype: 'application/json', creditorid: 'CR-1-A', sequence, data, ...over,
  }; // prettier-ignore
  return { key, value: JSON.stringify(envelope), headers: { ce_id: envelope.id, ce_type: definition.type } };
}

/** Documents of one customer, numbered from `from`: their names tell the order in which they came. */
export const documents = (key: string, from: number, count: number): OutgoingRecord[] =>
  Array.from({ length: count }, (_, i) => aRecord(DocumentRegisteredV1, from + i, registered(key, `DO-${from + i}-A`)));

export const documentIds = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `DO-${from + i}-A`);

/** The real bus, with something that happens around one of its operations. */
export const busWith = (bus: Bus, over: Partial<Bus>): Bus => ({
  createTopics: (topics) => bus.createTopics(topics),
  partitionsOf: (name) => bus.partitionsOf(name),
  partitionOf: (name, key) => bus.partitionOf(name, key),
  publish: (name, records) => bus.publish(name, records),
  subscribe: (...args) => bus.subscribe(...args),
  lag: (...args) => bus.lag(...args),
  describe: (...args) => bus.describe(...args),
  close: () => Promise.resolve(),
  ...over,
});

export type OutboxTest = {
  engines: TestEngines;
  bus: Bus;
  /** A database of its own, with everything the outbox needs. */
  newDatabase(): Promise<Connection>;
  /** Consumers of a group of its own, unless one is named. They read every topic from its start. */
  consume(db: Connection, over?: Partial<ConsumersOptions>): ReturnType<typeof startConsumers>;
  /** What a stranger reads on the topic: without ticks, from the start, of this key. */
  readTopic(name: string): Promise<TopicReader>;
  /** Ends what a test started, so that it does not work along in the next one. */
  rest(): Promise<void>;
  stop(): Promise<void>;
};

export type ReadRecord = { key: string | null; value: string; headers: Readonly<Record<string, string>>; at: number };
export type TopicReader = { records: ReadRecord[]; ticks: ReadRecord[]; stop(): Promise<void> };

/** Engines, topics and what the suites here share. Everything started through it is stopped with it. */
export async function startOutboxTest(): Promise<OutboxTest> {
  const engines = await startTestEngines();
  const bus = await engines.busFor('campaign', log, metrics());
  await bus.createTopics(topicNames.flatMap((name) => [name, dlqOf(name)]).map((name) => ({ name, partitions })));
  const running: { stop(): Promise<void> }[] = [];
  const rest = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
  };
  let databases = 0;
  return {
    engines,
    bus,
    async newDatabase() {
      const db = await engines.connect(`outbox${++databases}`);
      await ensureIndexes(db, [...outboxCollections, effects as never]);
      return db;
    },
    async consume(db, over = {}) {
      const group = `group-${newId('event')}`;
      const consumers = await startConsumers({ db, bus, group, consumers: noting, log, metrics: metrics(), ...over });
      running.push(consumers);
      return consumers;
    },
    async readTopic(name) {
      const records: ReadRecord[] = [];
      const ticks: ReadRecord[] = [];
      const subscription = await bus.subscribe(`reader-${newId('event')}`, [name], async (batch) => {
        for (const { key, value, headers } of batch.records) {
          const read = { key, value: value.toString('utf8'), headers, at: performance.now() };
          (headers['ce_type'] === tickType ? ticks : records).push(read);
        }
      });
      running.push(subscription);
      return { records, ticks, stop: () => subscription.stop() };
    },
    rest,
    async stop() {
      await rest();
      await bus.close();
      await engines.stop();
    },
  };
}
