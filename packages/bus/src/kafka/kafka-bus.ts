import type { Admin } from 'kafkajs';
import type { Metrics } from '@fairdue/telemetry';
import type { Backoff } from '../backoff.ts';
import type { Bus, Subscription } from '../bus.ts';
import { partitionOfKey } from '../murmur2.ts';
import { route } from '../route.ts';
import { kafkaClient, leave, type KafkaClient, type KafkaConnection } from './kafka-client.ts';
import { Publisher, idempotentProducer } from './publisher.ts';
import { SupervisedSubscription } from './supervised-subscription.ts';
import { Topics } from './topics.ts';

export type KafkaBusOptions = KafkaConnection & {
  metrics: Metrics;
  /** Begins the names of topics and groups on the cluster. Callers and handlers never see it. */
  prefix?: string;
  /** A member that was not heard of for so long has lost its partitions. */
  sessionTimeoutMs?: number;
  /** A consumer that has lag and makes no progress for so long is replaced. */
  stalledAfterMs?: number;
  /** How long a publication is tried before it is rejected. */
  publishWithinMs?: number;
  /** Between deliveries of a batch whose handler throws, and between consumers that end. */
  backoff?: Backoff;
};

export async function connectKafkaBus(options: KafkaBusOptions): Promise<Bus> {
  const client = kafkaClient(options);
  const admin = client.kafka.admin();
  await admin.connect();
  return new KafkaBus(options, client, admin);
}

/** Every method is a property of its own, so that `{ ...bus, close }` makes a bus too. */
class KafkaBus implements Bus {
  readonly #options: KafkaBusOptions;
  readonly #client: KafkaClient;
  readonly #admin: Admin;
  readonly #prefix: string;
  readonly #topics: Topics;
  readonly #publisher: Publisher;
  readonly #subscriptions = new Set<Subscription>();

  constructor(options: KafkaBusOptions, client: KafkaClient, admin: Admin) {
    this.#options = options;
    this.#client = client;
    this.#admin = admin;
    this.#prefix = options.prefix ?? '';
    this.#topics = new Topics(admin, this.#prefix.length);
    this.#publisher = new Publisher({
      newProducer: () => idempotentProducer(kafkaClient(options)),
      log: options.log,
      metrics: options.metrics,
      withinMs: options.publishWithinMs ?? 30_000,
      backoff: { firstMs: 100, mostMs: 2_000 },
    });
  }

  createTopics: Bus['createTopics'] = (topics) =>
    this.#topics.create(topics.map(({ name, partitions }) => ({ name: this.#named(name), partitions })));

  partitionsOf: Bus['partitionsOf'] = (topic) => this.#topics.partitionsOf(this.#named(topic));

  partitionOf: Bus['partitionOf'] = async (topic, key) => partitionOfKey(key, await this.partitionsOf(topic));

  publish: Bus['publish'] = async (topic, records) => {
    const partitions = await this.partitionsOf(topic);
    const messages = records.map((record) => ({
      key: record.key,
      value: record.value,
      headers: record.headers,
      partition: route(topic, record, partitions),
    }));
    if (messages.length > 0) await this.#publisher.send(this.#named(topic), messages);
  };

  subscribe: Bus['subscribe'] = async (group, topics, handle, { batchMax = 200, partitionsAtOnce = 4 } = {}) => {
    await Promise.all(topics.map((topic) => this.partitionsOf(topic)));
    const { backoff, sessionTimeoutMs = 20_000, stalledAfterMs = 15_000, log, metrics } = this.#options;
    const groupId = this.#named(group);
    const clusterTopics = topics.map((topic) => this.#named(topic));
    const supervised = new SupervisedSubscription({
      newClient: () => kafkaClient(this.#options),
      groupId,
      topics: clusterTopics,
      ownName: (topic) => topic.slice(this.#prefix.length),
      handle,
      batchMax,
      partitionsAtOnce,
      backoff: backoff ?? { firstMs: 100, mostMs: 15_000 },
      sessionTimeoutMs,
      stalledAfterMs,
      joinWithinMs: 90_000,
      progress: () => this.#topics.progress(groupId, clusterTopics),
      log,
      metrics,
    });
    this.#subscriptions.add(supervised);
    const { assignment, pause, resume } = supervised;
    const stop = async (): Promise<void> => {
      await supervised.stop();
      this.#subscriptions.delete(supervised);
    };
    return { stop, assignment, pause, resume };
  };

  lag: Bus['lag'] = async (group, topics) => {
    const named = topics.map((topic) => this.#named(topic));
    const progress = await this.#topics.progress(this.#named(group), named);
    return progress.reduce((sum, { lag }) => sum + lag, 0);
  };

  describe: Bus['describe'] = async (topics) => {
    const states = await this.#topics.describe(topics.map((topic) => this.#named(topic)));
    return states.map(({ name, ...state }) => ({ name: name.slice(this.#prefix.length), ...state }));
  };

  close: Bus['close'] = async () => {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#publisher.close();
    await leave(this.#client, () => this.#admin.disconnect());
  };

  #named(name: string): string {
    return `${this.#prefix}${name}`;
  }
}
