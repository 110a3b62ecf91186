import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Admin } from 'kafkajs';
import { createLog, createMetrics } from '@fairdue/telemetry';
import type { Bus, RecordBatch } from './bus.ts';
import { uniqueName } from './conformance/adapters.ts';
import { eventually } from './conformance/received.ts';
import { kafkaClient, leave, type KafkaClient } from './kafka/kafka-client.ts';
import { startKafkaBus } from './kafka/start-kafka-bus.ts';

const { ENGINES_CONTROL = '', KAFKA_BROKERS = '', FAULT_SECONDS = '60' } = process.env;
const connection = {
  brokers: KAFKA_BROKERS.split(','),
  clientId: 'broker-loss',
  log: createLog('broker-loss', (process.env['BUS_LOG'] ?? 'silent') as 'silent'),
  metrics: createMetrics('broker-loss'),
};
const prefix = `${uniqueName()}.`;
const topic = 'a';

const control = async (...words: string[]): Promise<void> => {
  await promisify(execFile)(process.execPath, [ENGINES_CONTROL, ...words]);
};

let bus: Bus;
let client: KafkaClient;
let admin: Admin;
beforeAll(async () => {
  client = kafkaClient(connection);
  admin = client.kafka.admin();
  await admin.connect();
  bus = await startKafkaBus({ ...connection, prefix, publishWithinMs: 5_000 });
  await bus.createTopics([{ name: topic, partitions: 6 }]);
});
afterAll(async () => {
  await bus.close();
  await leave(client, () => admin.disconnect());
});

/** Publishes each key's numbers in order, and a batch that was rejected again: as a relay does. */
class Load {
  readonly published = new Map<string, number>();
  resolved = 0;
  rejected = 0;
  #stopped = false;
  readonly #writers: Promise<void[]>;

  constructor(writers: number) {
    this.#writers = Promise.all(Array.from({ length: writers }, (_, writer) => this.#write(writer)));
  }

  stop(): Promise<void[]> {
    this.#stopped = true;
    return this.#writers;
  }

  async #write(writer: number): Promise<void> {
    const keys = Array.from({ length: 25 }, (_, i) => `key-${writer}-${i}`);
    for (let number = 0; !this.#stopped;) {
      const value = String(number);
      if (!(await this.#publish(keys.map((key) => ({ key, value, headers: {} }))))) continue;
      number++;
      for (const key of keys) this.published.set(key, number);
    }
  }

  #publish = (records: Parameters<Bus['publish']>[1]): Promise<boolean> =>
    bus.publish(topic, records).then(
      () => ((this.resolved += records.length), true),
      () => (this.rejected++, false),
    );
}

/** Counts each key up. A number above the next one means that one before it was lost or overtaken. */
class ReadBack {
  readonly next = new Map<string, number>();
  readonly outOfOrder: string[] = [];
  repeats = 0;

  take = async ({ records }: RecordBatch): Promise<void> => {
    for (const { key, value } of records) {
      const next = this.next.get(key ?? '') ?? 0;
      const number = Number(value.toString());
      if (number === next) this.next.set(key ?? '', next + 1);
      else if (number < next) this.repeats++;
      else this.outOfOrder.push(`${key}: ${number} instead of ${next}`);
    }
  };
}

const allInSync = async (): Promise<boolean> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: [`${prefix}${topic}`] });
  return topics.every(({ partitions }) => partitions.every(({ isr }) => isr.length === 3));
};

/** A broker goes, the others take over, it comes back and catches up: each step while records are published. */
async function killInTurn(load: Load): Promise<void> {
  const end = performance.now() + Number(FAULT_SECONDS) * 1_000;
  for (let kills = 0; kills < 3 || performance.now() < end; kills++) {
    const broker = `kafka-${(kills % 3) + 1}`;
    const before = load.resolved;
    await eventually(() => load.resolved > before);
    await control('kill', broker);
    const killed = load.resolved;
    await eventually(() => load.resolved > killed + 2_000);
    await control('start-node', broker);
    await eventually(() => allInSync().catch(() => false));
  }
}

test('brokers die and return one after the other: whatever publish resolved is read back, in order per key', async () => {
  const readBack = new ReadBack();
  await bus.subscribe('readers', [topic], readBack.take);
  const load = new Load(4);
  try {
    await killInTurn(load);
  } finally {
    await load.stop();
  }
  await eventually(() => [...load.published].every(([key, count]) => (readBack.next.get(key) ?? 0) >= count));

  process.stdout.write(
    `${load.resolved} records resolved, ${load.rejected} publications rejected, ${readBack.repeats} repeats read\n`,
  );
  expect(readBack.outOfOrder).toEqual([]);
  expect(load.resolved).toBeGreaterThan(0);
});
