import { setTimeout as wait } from 'node:timers/promises';
import type { Admin, ConfigResourceTypes } from 'kafkajs';
import type { TopicState } from '../bus.ts';

type Partition = { topic: string; partition: number };
export type Progress = Partition & { committed: bigint; lag: number };

const ledWithinMs = 15_000;

/** kafkajs has a name for it that an ES module cannot import: Node would not start. */
const topicResource: ConfigResourceTypes = 2;

/** What is asked of the cluster beside records: topics, partitions, offsets. Names are the cluster's, prefix included. */
export class Topics {
  readonly #admin: Admin;
  readonly #prefixLength: number;
  readonly #partitions = new Map<string, number>();

  constructor(admin: Admin, prefixLength: number) {
    this.#admin = admin;
    this.#prefixLength = prefixLength;
  }

  /** Three replicas of which two must have a record, where there are three brokers. What is there already stays as it is. */
  async create(topics: readonly { name: string; partitions: number }[]): Promise<void> {
    const present = new Set(await this.#admin.listTopics());
    const missing = topics.filter(({ name }) => !present.has(name));
    if (missing.length === 0) return;
    const { brokers } = await this.#admin.describeCluster();
    const replicas = Math.min(3, brokers.length);
    await this.#admin.createTopics({
      waitForLeaders: false,
      topics: missing.map(({ name, partitions }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replicas,
        configEntries: [{ name: 'min.insync.replicas', value: String(Math.max(1, replicas - 1)) }],
      })),
    });
    await this.#untilLed(missing.map(({ name }) => name));
  }

  /** A busy broker has not heard of a new topic for a while, and kafkajs takes that for final: the wait is ours. */
  async #untilLed(names: string[]): Promise<void> {
    for (const end = performance.now() + ledWithinMs; ; await wait(50))
      try {
        await this.#admin.fetchTopicMetadata({ topics: names });
        return;
      } catch (error) {
        if ((error as { retriable?: boolean }).retriable !== true || performance.now() >= end) throw error;
      }
  }

  /** Asked once: a topic never gets more partitions, as that would take keys out of their order. */
  async partitionsOf(topic: string): Promise<number> {
    const known = this.#partitions.get(topic);
    if (known !== undefined) return known;
    if (!(await this.#admin.listTopics()).includes(topic))
      throw new Error(`There is no topic ${topic.slice(this.#prefixLength)}: npm run topics creates it.`);
    const { topics } = await this.#admin.fetchTopicMetadata({ topics: [topic] });
    const partitions = topics[0]?.partitions.length ?? 0;
    this.#partitions.set(topic, partitions);
    return partitions;
  }

  async describe(names: readonly string[]): Promise<TopicState[]> {
    const present = new Set(await this.#admin.listTopics());
    const wanted = names.filter((name) => present.has(name));
    if (wanted.length === 0) return [];
    const configNames = ['min.insync.replicas', 'retention.ms'];
    const [{ topics }, { resources }] = await Promise.all([
      this.#admin.fetchTopicMetadata({ topics: wanted }),
      this.#admin.describeConfigs({
        includeSynonyms: false,
        resources: wanted.map((name) => ({ type: topicResource, name, configNames })),
      }),
    ]);
    return topics.map(({ name, partitions }) => {
      const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
      const valueOf = (key: string): number =>
        Number(entries.find(({ configName }) => configName === key)?.configValue);
      const retentionMs = valueOf('retention.ms');
      return {
        name,
        partitions: partitions.length,
        replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        inSync: Math.min(...partitions.map(({ isr }) => isr.length)),
        inSyncMin: valueOf('min.insync.replicas'),
        retentionMs: retentionMs < 0 ? null : retentionMs,
      };
    });
  }

  async progress(groupId: string, topics: readonly string[]): Promise<Progress[]> {
    const committed = await this.#admin.fetchOffsets({ groupId, topics: [...topics] });
    const progress = committed.map(async ({ topic, partitions }) => {
      const ends = await this.#admin.fetchTopicOffsets(topic);
      return partitions.map(({ partition, offset }) => {
        const { low = '0', high = '0' } = ends.find((end) => end.partition === partition) ?? {};
        const next = BigInt(offset) < BigInt(low) ? BigInt(low) : BigInt(offset); // -1: nothing committed yet
        return { topic, partition, committed: next, lag: Number(BigInt(high) - next) };
      });
    });
    return (await Promise.all(progress)).flat();
  }
}
