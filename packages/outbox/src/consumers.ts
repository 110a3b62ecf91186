import type { Bus, RecordBatch } from '@fairdue/bus';
import type { Connection } from '@fairdue/store';
import { Unavailable } from '@fairdue/refused';
import { inTrace, newTrace, parseTraceparent, type Log, type Metrics } from '@fairdue/telemetry';
import { receiverOf, type Outcome, type Receiver } from './apply.ts';
import type { Consumer } from './consumer.ts';
import { consumerMetrics, type ConsumerMetrics } from './consumer-metrics.ts';
import { deadLetterId, receive, type Received } from './received.ts';
import { dlqOf } from './dead-letters.store.ts';
import { FreshnessNotes, type Reads } from './freshness.ts';
import { Gathering } from './gathering.ts';
import { countParkedKeys } from './inbox.store.ts';
import { redriveKey, type Redriven } from './redrive.ts';
import { workOff } from './work-off.ts';

export type ConsumersOptions = {
  db: Connection;
  bus: Bus;
  /** One group per service: the group's name is the service's. */
  group: string;
  consumers: readonly Consumer[];
  log: Log;
  metrics: Metrics;
  batchMax?: number;
  attemptsMax?: number;
};

export type Consumers = {
  /** Everything published so far has been applied, or is a dead letter. */
  caughtUp(): Promise<boolean>;
  /** Messages published and not yet applied, over all topics it reads. */
  lag(): Promise<number>;
  /**
   * Partitions have been given to this process since it started. While a group deals them out anew nobody has any, and requests
   * are served all the same.
   */
  assigned(): boolean;
  parkedKeys(): Promise<number>;
  /** Messages taken in hand since the start; ticks do not count. */
  taken(): number;
  /** Takes a parked key's dead letters back in, in order. */
  redrive(topic: string, key: string): Promise<Redriven>;
  stop(): Promise<void>;
};

/** Reads every topic that the consumers of a service need, and applies each fact once. */
export async function startConsumers(options: ConsumersOptions): Promise<Consumers> {
  const { db, bus, group, consumers, log, batchMax = 500 } = options;
  const topics = [...new Set(consumers.map(({ definition }) => definition.topic))];
  const reads = new Map(
    await Promise.all(topics.map(async (topic) => [topic, await bus.partitionsOf(topic)] as const)),
  );
  await Promise.all(topics.map((topic) => bus.partitionsOf(dlqOf(topic)))); // what cannot be applied has to have a place to go

  const receiver = receiverOf(db, group, consumers);
  const notes = new FreshnessNotes(db, log);
  const worker = new BatchWorker(receiver, notes, reads, options);
  const readsNothing = topics.length === 0; // a group without topics would never be given a partition
  const subscription = readsNothing
    ? undefined
    : await bus.subscribe(group, topics, (batch) => worker.work(batch), { batchMax, partitionsAtOnce });
  const lag = async (): Promise<number> => (readsNothing ? 0 : bus.lag(group, topics));
  let wasAssigned = false;
  return {
    caughtUp: async () => (await lag()) === 0,
    lag,
    assigned() {
      wasAssigned ||= readsNothing || Object.values(subscription?.assignment() ?? {}).some(({ length }) => length > 0);
      return wasAssigned;
    },
    parkedKeys: () => countParkedKeys(db),
    taken: () => worker.taken,
    redrive: (topic, key) => redriveKey(receiver, topic, key),
    stop: async () => {
      await subscription?.stop();
      await notes.flush();
    },
  };
}

/** What a partition gave: its batch, and of that what is to be applied. */
type Share = { batch: RecordBatch; items: readonly Received[] };

/** Of a topic; two, so that while the store has one the next is decided. */
const transactionsAtOnce = 2;
/** Many: what they hold is applied together. */
const partitionsAtOnce = 16;

class BatchWorker {
  readonly #receiver: Receiver;
  readonly #notes: FreshnessNotes;
  readonly #log: Log;
  readonly #metrics: ConsumerMetrics;
  readonly #batchMax: number;
  readonly #attemptsMax: number;
  readonly #gatherings = new Map<string, Gathering<Share>>();
  taken = 0;
  /** How many messages one transaction takes. A store too slow for as many gets fewer, and more again as it recovers. */
  #together: number;

  constructor(
    receiver: Receiver,
    notes: FreshnessNotes,
    reads: Reads,
    { log, metrics, batchMax = 500, attemptsMax = 5 }: ConsumersOptions,
  ) {
    this.#receiver = receiver;
    this.#notes = notes;
    this.#log = log;
    this.#metrics = consumerMetrics(metrics, receiver.db, receiver.group, reads);
    this.#batchMax = batchMax;
    this.#attemptsMax = attemptsMax;
    this.#together = batchMax;
  }

  async work(batch: RecordBatch): Promise<void> {
    const { group, taken } = this.#receiver;
    const { topic, partition, records } = batch;
    const received = records.map((record) => receive(record, taken));
    const items = received.filter((item) => item.kind !== 'tick');
    this.taken += items.length;
    if (items.length > 0) await this.#gatheringOf(topic).add({ batch, items });
    const tick = received.findLast((item) => item.kind === 'tick');
    if (tick) this.#notes.note(group, topic, partition, tick.time);
  }

  #gatheringOf(topic: string): Gathering<Share> {
    const known = this.#gatherings.get(topic);
    if (known) return known;
    const gathering = new Gathering<Share>({
      work: (shares) => this.#workOff(topic, shares),
      sizeOf: ({ items }) => items.length,
      sizeMax: this.#batchMax,
      atOnce: transactionsAtOnce,
    });
    this.#gatherings.set(topic, gathering);
    return gathering;
  }

  /** A single message goes on in its own trace; of several each does where it is applied. */
  #workOff(topic: string, shares: readonly Share[]): Promise<void> {
    const records = shares.flatMap(({ batch }) => batch.records);
    const only = records.length === 1 ? records[0] : undefined;
    const signal = AbortSignal.any(shares.map(({ batch }) => batch.signal));
    const heartbeat = async (): Promise<void> => shares[0]?.batch.heartbeat(); // all are of one consumer
    const items = shares.flatMap((share) => share.items);
    return inTrace(newTrace(parseTraceparent(only?.headers['traceparent'])), () =>
      this.#applyAll(topic, items, { signal, heartbeat }),
    );
  }

  async #applyAll(
    topic: string,
    items: readonly Received[],
    { signal, heartbeat }: Pick<RecordBatch, 'signal' | 'heartbeat'>,
  ): Promise<void> {
    const options = {
      signal,
      heartbeat,
      attemptsMax: this.#attemptsMax,
      report: (outcome: Outcome) => this.#report(topic, outcome),
    };
    for (let at = 0; at < items.length;) {
      const some = items.slice(at, at + this.#together);
      try {
        await workOff(this.#receiver, topic, some, options);
      } catch (error) {
        if (error instanceof Unavailable) this.#together = Math.max(1, Math.floor(some.length / 2));
        throw error;
      }
      at += some.length;
      this.#together = Math.min(this.#batchMax, this.#together * 2);
    }
  }

  #report(topic: string, { handled, repeats, letters }: Outcome): void {
    this.#metrics.handled.inc({ topic }, handled);
    this.#metrics.repeats.inc({ topic }, repeats);
    for (const { fault } of letters) {
      const { record, cause, attempts } = fault;
      this.#metrics.deadLetters.inc({ topic, cause: cause.code });
      const deadLetter = deadLetterId(this.#receiver.group, record);
      this.#log.error({ deadLetter, topic, cause: cause.code, attempts }, 'A message became a dead letter.');
    }
  }
}
