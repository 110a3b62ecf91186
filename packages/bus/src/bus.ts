/** A record on its way out. The key decides the partition; a null key goes where `partition` says, or to 0. */
export type OutgoingRecord = {
  key: string | null;
  value: string;
  headers: Readonly<Record<string, string>>;
  partition?: number;
};

/** A record as it was read. `offset` is decimal text, as Kafka's are 64 bits wide. */
export type IncomingRecord = {
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
  value: Buffer;
  headers: Readonly<Record<string, string>>;
};

/**
 * Records of one partition, in order. Its offsets are committed when the handler returns, and only then: returning says
 * that every record is done, also after the signal. A handler that leaves some undone throws.
 */
export type RecordBatch = {
  topic: string;
  partition: number;
  records: readonly IncomingRecord[];
  /** Aborted when this consumer is to stop or has lost the partition: finish what is begun, begin nothing new. */
  signal: AbortSignal;
  /** To be called while a long batch is worked on, or the group takes the consumer for dead. */
  heartbeat(): Promise<void>;
};

export type Subscription = {
  /** Stops after the batch under way, never inside it. */
  stop(): Promise<void>;
  /** Partitions held now, by topic: what readiness waits for. */
  assignment(): Readonly<Record<string, readonly number[]>>;
  /** Stops fetching; what is under way is finished. Memory stays bounded meanwhile. */
  pause(): void;
  resume(): void;
};

export type SubscribeOptions = {
  /** Records handed over at once, at most; and so what one partition keeps in memory. */
  batchMax?: number;
  /** Partitions of this subscription worked on at the same time, at most. */
  partitionsAtOnce?: number;
};

/**
 * Topics with partitions, in order per key, at least once. A handler that throws gets the same batch again after a
 * pause; nothing behind it in that partition is read before. Two adapters keep these promises: Kafka and in-process.
 */
export type Bus = {
  createTopics(topics: readonly { name: string; partitions: number }[]): Promise<void>;
  partitionsOf(topic: string): Promise<number>;
  /** The partition a key belongs to, the same on every adapter (murmur2, as Kafka's own clients). */
  partitionOf(topic: string, key: string): Promise<number>;
  /**
   * Resolves when every record is stored for good, on each partition it was sent to. Rejected with Unavailable
   * (`bus-unavailable`): any part may have been. Whoever needs an order publishes the next only after the answer.
   */
  publish(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /** The members of a group share the partitions, and all of them name the same topics. A new group begins at the start. */
  subscribe(
    group: string,
    topics: readonly string[],
    handle: (batch: RecordBatch) => Promise<void>,
    options?: SubscribeOptions,
  ): Promise<Subscription>;
  /** Records published and not yet committed by the group, over all partitions of those topics. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  /** Those of these topics that are there. */
  describe(topics: readonly string[]): Promise<TopicState[]>;
  close(): Promise<void>;
};

/** How safely a topic is kept. `inSync`: replicas that have everything, of the partition that has the fewest. */
export type TopicState = {
  name: string;
  partitions: number;
  replicas: number;
  inSync: number;
  inSyncMin: number;
  /** How long a record stays readable; null: for ever, or until every group has read it. */
  retentionMs: number | null;
};
