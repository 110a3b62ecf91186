import { ensureIndexes, type Connection } from '@fairdue/store';
import type { Log } from '@fairdue/telemetry';
import type { Backoff } from '../backoff.ts';
import type { Bus } from '../bus.ts';
import { partitionOfKey } from '../murmur2.ts';
import { Group } from './group.ts';
import { GroupOffsets, offsetRows } from './group-offsets.ts';
import { Member } from './member.ts';
import { PartitionFeed } from './partition-feed.ts';
import type { PartitionLog } from './partition-log.ts';
import { recordRows } from './record-rows.ts';
import { TopicLogs, topicRows } from './topic-logs.ts';

export type InProcessBusOptions = {
  /** A database of the embedded store, for this bus alone: one process is its only writer. */
  db: Connection;
  log: Log;
  /** Records of a partition that stay readable after every group has read them. */
  retainedRecords?: number;
  backoff?: Backoff;
};

/** The bus of a single process: logs in the embedded store, subscribers woken by the publisher itself. Nothing polls. */
export async function startInProcessBus(options: InProcessBusOptions): Promise<Bus> {
  await ensureIndexes(options.db, [topicRows, recordRows, offsetRows]);
  const groups = new Map<string, Group>();
  const wake = ({ topic, partition }: PartitionLog): void => {
    for (const group of groups.values()) group.wake(topic, partition);
  };
  const topics = await TopicLogs.open(options.db, wake);
  const offsets = await GroupOffsets.open(options.db, (error) =>
    options.log.warn({ err: error }, 'Offsets could not be stored; the next commit tries again.'),
  );
  return new InProcessBus(options, topics, offsets, groups);
}

/** Every method is a property of its own, so that `{ ...bus, close }` makes a bus too. */
class InProcessBus implements Bus {
  readonly #log: Log;
  readonly #retainedRecords: number;
  readonly #backoff: Backoff;
  readonly #topics: TopicLogs;
  readonly #offsets: GroupOffsets;
  readonly #groups: Map<string, Group>;
  readonly #members = new Set<Member>();

  constructor(options: InProcessBusOptions, topics: TopicLogs, offsets: GroupOffsets, groups: Map<string, Group>) {
    this.#log = options.log;
    this.#retainedRecords = options.retainedRecords ?? 1_000;
    this.#backoff = options.backoff ?? { firstMs: 100, mostMs: 15_000 };
    this.#topics = topics;
    this.#offsets = offsets;
    this.#groups = groups;
  }

  createTopics: Bus['createTopics'] = async (topics) => {
    for (const { name, partitions } of topics) await this.#topics.create(name, partitions);
  };

  partitionsOf: Bus['partitionsOf'] = async (topic) => this.#topics.of(topic).length;

  partitionOf: Bus['partitionOf'] = async (topic, key) => partitionOfKey(key, this.#topics.of(topic).length);

  publish: Bus['publish'] = (topic, records) => this.#topics.publish(topic, records);

  subscribe: Bus['subscribe'] = async (groupName, topics, handle, options = {}) => {
    const { batchMax = 200, partitionsAtOnce = 4 } = options;
    const group = await this.#groupReading(groupName, topics);
    const member = new Member({ topics, handle, batchMax, partitionsAtOnce, backoff: this.#backoff });
    this.#members.add(member);
    group.join(member);
    const wakeAll = (): void => group.feedsOf(member).forEach((feed) => feed.wake());
    return {
      stop: async () => {
        group.leave(member);
        await member.idle();
        this.#members.delete(member);
      },
      assignment: () => assignmentOf(group.feedsOf(member)),
      pause: () => void (member.paused = true),
      resume: () => {
        member.paused = false;
        wakeAll();
      },
    };
  };

  lag: Bus['lag'] = async (group, topics) =>
    topics.flatMap((topic) => this.#topics.of(topic)).reduce((sum, log) => sum + log.end - this.#next(group, log), 0);

  describe: Bus['describe'] = async (topics) =>
    topics.flatMap((name) => {
      const partitions = this.#topics.countOf(name);
      const once = { replicas: 1, inSync: 1, inSyncMin: 1, retentionMs: null };
      return partitions === undefined ? [] : [{ name, partitions, ...once }];
    });

  close: Bus['close'] = async () => {
    await Promise.all([...this.#groups.values()].map((group) => group.close()));
    await Promise.all([...this.#members].map((member) => member.idle()));
    await this.#offsets.close();
  };

  async #groupReading(name: string, topics: readonly string[]): Promise<Group> {
    const group = this.#groups.get(name) ?? new Group();
    this.#groups.set(name, group);
    for (const topic of topics) {
      const logs = this.#topics.of(topic);
      for (const log of logs) await this.#offsets.register({ group: name, ...placeOf(log) }, log.first);
      if (!group.reads(topic)) group.add(topic, logs.map((log) => this.#feed(name, log))); // prettier-ignore
    }
    return group;
  }

  #feed(group: string, log: PartitionLog): PartitionFeed {
    const position = { group, ...placeOf(log) };
    return new PartitionFeed({
      log,
      next: () => this.#next(group, log),
      commit: async (next) => {
        this.#offsets.commit(position, next);
        await this.#trim(log);
      },
      failed: (error) => this.#log.warn({ ...position, err: error }, 'A batch failed and will be handed over again.'),
    });
  }

  #next(group: string, log: PartitionLog): number {
    return Math.max(this.#offsets.next({ group, ...placeOf(log) }) ?? 0, log.first);
  }

  /** Deletes what every known group has read and retention lets go, a quarter of the retained at a time. */
  async #trim(log: PartitionLog): Promise<void> {
    const due = log.first + Math.max(this.#retainedRecords / 4, 1);
    if (log.end - this.#retainedRecords < due) return;
    const read = this.#offsets.lowest(log.topic, log.partition) ?? 0;
    const before = Math.min(read, log.end - this.#retainedRecords);
    if (before < due) return;
    await log
      .trim(before)
      .catch((error: unknown) => this.#log.warn({ err: error, ...placeOf(log) }, 'Trimming failed.'));
  }
}

const placeOf = ({ topic, partition }: { topic: string; partition: number }) => ({ topic, partition });

function assignmentOf(feeds: readonly PartitionFeed[]): Record<string, number[]> {
  const assignment: Record<string, number[]> = {};
  for (const { topic, partition } of feeds) (assignment[topic] ??= []).push(partition);
  return assignment;
}
