import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Log } from '@fairdue/telemetry';
import { pauseAfter, type Backoff } from '../backoff.ts';
import type { RecordBatch } from '../bus.ts';
import { leave, type KafkaClient } from './kafka-client.ts';
import { workThrough } from './partition-work.ts';
import { RestingPartitions } from './resting-partitions.ts';

export type SessionOptions = {
  newClient: () => KafkaClient;
  /** Group and topics by their names on the cluster. */
  groupId: string;
  topics: readonly string[];
  /** The name that handlers know a topic by. */
  ownName: (clusterTopic: string) => string;
  handle: (batch: RecordBatch) => Promise<void>;
  batchMax: number;
  partitionsAtOnce: number;
  backoff: Backoff;
  sessionTimeoutMs: number;
  log: Log;
};

export type Assignment = Readonly<Record<string, readonly number[]>>;

const heartbeatMs = 2_000;
const rebalancingTypes = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'NOT_COORDINATOR_FOR_GROUP',
]);

/** One kafkajs consumer, from joining its group to its end. It never restarts: whoever supervises it makes a new one. */
export class ConsumerSession {
  readonly #options: SessionOptions;
  readonly #client: KafkaClient;
  readonly #consumer: Consumer;
  readonly #resting: RestingPartitions;
  readonly #turns = new Set<AbortController>();
  readonly #inHand = new Map<string, Promise<unknown>>();
  /** Resolves with the cause when this consumer has ended by itself. */
  readonly crashed: Promise<unknown>;
  #crash: (cause: unknown) => void = () => undefined;
  #started: Promise<void> = Promise.resolve();
  #assignment: Assignment = {};
  #generation = 0;
  #lost: unknown;
  #closing = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#client = options.newClient();
    this.#consumer = newConsumer(this.#client.kafka, options);
    this.#resting = new RestingPartitions(this.#consumer, options.topics);
    this.crashed = new Promise((resolve) => (this.#crash = resolve));
    this.#consumer.on(this.#consumer.events.CRASH, ({ payload }) => this.#crash(payload.error));
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, ({ payload }) => this.#joined(payload.memberAssignment));
  }

  /** How often the group was joined; 0 while it was not. */
  get generation(): number {
    return this.#generation;
  }

  /** By the names handlers know. */
  get assignment(): Assignment {
    const entries = Object.entries(this.#assignment);
    return Object.fromEntries(entries.map(([topic, partitions]) => [this.#options.ownName(topic), partitions]));
  }

  /** By the names of the cluster. */
  holds(topic: string, partition: number): boolean {
    return this.#assignment[topic]?.includes(partition) ?? false;
  }

  /** Is something in hand, or waiting on purpose? Then standing still is no stall. */
  get isOccupied(): boolean {
    return this.#inHand.size > 0 || this.#resting.any;
  }

  start(paused: boolean): void {
    if (paused) this.#resting.pauseAll();
    this.#started = this.#run().catch((error: unknown) => this.#crash(error));
  }

  pause(): void {
    this.#resting.pauseAll();
  }

  resume(): void {
    this.#resting.resumeAll();
  }

  /** Lets the batches in hand finish and commit, then leaves the group. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#abortTurns();
    while (this.#inHand.size > 0) await Promise.allSettled(this.#inHand.values());
    this.#resting.forget();
    // A consumer that is disconnected while it joins would join afterwards, unseen.
    await leave(this.#client, () => this.#started.then(() => this.#consumer.disconnect()));
  }

  async #run(): Promise<void> {
    const { topics, partitionsAtOnce } = this.#options;
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (payload) => this.#take(payload),
    });
  }

  #joined(memberAssignment: Assignment): void {
    this.#generation++;
    this.#lost = undefined;
    this.#abortTurns();
    this.#assignment = memberAssignment;
    this.#resting.apply();
  }

  #abortTurns(): void {
    for (const turn of this.#turns) turn.abort();
  }

  async #take(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    const place = `${topic}/${partition}`;
    while (this.#inHand.has(place)) await this.#inHand.get(place); // what an earlier generation left unfinished
    if (this.#lost !== undefined) throw this.#lost;
    if (this.#closing || this.#resting.has(payload.batch) || !this.holds(topic, partition)) return;
    const working = this.#work(payload);
    this.#inHand.set(
      place,
      working.catch(() => undefined),
    );
    await working.finally(() => this.#inHand.delete(place));
  }

  async #work(payload: EachBatchPayload): Promise<void> {
    const { ownName, handle, batchMax, log, groupId } = this.#options;
    const { topic, partition } = payload.batch;
    const generation = this.#generation;
    const turn = new AbortController();
    const heartbeat = () => payload.heartbeat().catch((error: unknown) => this.#heartbeatFailed(error));
    const timer = setInterval(() => void heartbeat(), heartbeatMs);
    this.#turns.add(turn);
    try {
      const mayCommit = () => generation === this.#generation;
      const work = { topic: ownName(topic), handle, batchMax, signal: turn.signal, heartbeat, mayCommit };
      const outcome = await workThrough(payload, work);
      if ('failed' in outcome && !turn.signal.aborted) {
        log.warn({ err: outcome.failed, groupId, topic, partition }, 'A batch failed and will be handed over again.');
        this.#resting.rest(payload.batch, (failures) => pauseAfter(failures, this.#options.backoff));
      } else this.#resting.recovered(payload.batch);
    } finally {
      clearInterval(timer);
      this.#turns.delete(turn);
    }
    if (this.#lost !== undefined) throw this.#lost;
  }

  /** What is in hand is finished; kafkajs hears of it afterwards and joins again. */
  #heartbeatFailed(error: unknown): void {
    if (!rebalancingTypes.has((error as { type?: string }).type ?? '')) return;
    this.#lost = error;
    this.#abortTurns();
  }
}

const newConsumer = (kafka: Kafka, { groupId, sessionTimeoutMs }: SessionOptions): Consumer =>
  kafka.consumer({
    groupId,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: 60_000,
    heartbeatInterval: heartbeatMs,
    maxBytesPerPartition: 512 * 1024,
    maxBytes: 4 * 1024 * 1024,
    maxWaitTimeInMs: 500,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8, restartOnFailure: () => Promise.resolve(false) },
  });
