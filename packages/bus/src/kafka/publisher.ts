import { setTimeout as wait } from 'node:timers/promises';
import type { Message, Producer, RecordMetadata } from 'kafkajs';
import { Unavailable } from '@fairdue/refused';
import type { Log, Metrics } from '@fairdue/telemetry';
import { pauseAfter, type Backoff } from '../backoff.ts';
import { leave, type KafkaClient } from './kafka-client.ts';

export type RoutedMessage = Message & { partition: number };

/** What is used of a producer of kafkajs. */
export type Sender = Pick<Producer, 'connect' | 'send' | 'disconnect'>;

type Use = { producer: Promise<Sender>; inFlight: number; discarded: boolean };

type PublisherOptions = {
  newProducer: () => Sender;
  log: Log;
  metrics: Metrics;
  withinMs: number;
  backoff: Backoff;
};

/** Acknowledged by all in-sync replicas, numbered by the producer, sent to the partition that the message names. */
export function idempotentProducer(client: KafkaClient): Sender {
  const producer = client.kafka.producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner:
      () =>
      ({ message }) =>
        (message as RoutedMessage).partition,
  });
  return {
    connect: () => producer.connect(),
    send: (record) => producer.send(record),
    disconnect: () => leave(client, () => producer.disconnect()),
  };
}

/**
 * Sends until every partition has said yes. When a leader moves, kafkajs can resolve with a partition missing from the
 * answer, whose records are then nowhere: that counts as a failure. After any failure the producer is replaced and the
 * whole batch goes again, so records may be there twice and are never lost.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #sends = new Set<Promise<void>>();
  #use: Use | undefined;
  #closed = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  async send(topic: string, messages: RoutedMessage[]): Promise<void> {
    if (this.#closed) throw new Unavailable('bus-unavailable', 'The bus is closed.');
    const sending = this.#sendWithin(topic, messages);
    this.#sends.add(sending);
    await sending.finally(() => this.#sends.delete(sending));
  }

  /** Waits for what is being sent. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#sends);
    if (this.#use) await this.#release(this.#use);
  }

  async #sendWithin(topic: string, messages: RoutedMessage[]): Promise<void> {
    const deadline = performance.now() + this.#options.withinMs;
    for (let failures = 1; ; failures++) {
      const use = this.#current();
      try {
        await this.#sendOnce(use, topic, messages, deadline);
        return;
      } catch (error) {
        this.#discard(use, error);
        const pauseMs = pauseAfter(failures, this.#options.backoff);
        if (this.#closed || performance.now() + pauseMs > deadline)
          throw new Unavailable('bus-unavailable', 'The bus could not store the records.', 2, { cause: error });
        await wait(pauseMs);
      }
    }
  }

  async #sendOnce(use: Use, topic: string, messages: RoutedMessage[], deadline: number): Promise<void> {
    use.inFlight++;
    try {
      const sending = use.producer.then((producer) => producer.send({ topic, acks: -1, timeout: 10_000, messages }));
      requireEveryPartition(await answered(sending, deadline), topic, messages);
    } finally {
      use.inFlight--;
      if (use.discarded) await this.#release(use);
    }
  }

  #current(): Use {
    this.#use ??= { producer: this.#connect(), inFlight: 0, discarded: false };
    return this.#use;
  }

  async #connect(): Promise<Sender> {
    const producer = this.#options.newProducer();
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await producer.disconnect();
      throw error;
    }
  }

  #discard(use: Use, error: unknown): void {
    if (use.discarded) return;
    use.discarded = true;
    if (this.#use === use) this.#use = undefined;
    this.#options.log.warn({ err: error }, 'A producer failed and is replaced.');
    this.#options.metrics.counter('fairdue_bus_producers_replaced_total', 'Producers replaced after a failure.').inc();
    void this.#release(use);
  }

  /** Disconnects when the last of its sends is over: another batch may still be on its way through it. */
  async #release(use: Use): Promise<void> {
    if (use.inFlight > 0) return;
    await use.producer.then((producer) => producer.disconnect()).catch(() => undefined); // gone either way
  }
}

/** While brokers die, a request of kafkajs can stay without an answer for ever. */
async function answered<T>(sending: Promise<T>, deadline: number): Promise<T> {
  const over = new AbortController();
  const leftMs = Math.max(0, Math.ceil(deadline - performance.now()) + 1); // a timer can be a millisecond early
  const late = wait(leftMs, undefined, { signal: over.signal }).then(() => {
    throw new Error('The cluster has not answered in time.');
  });
  return Promise.race([sending, late]).finally(() => over.abort());
}

function requireEveryPartition(answer: readonly RecordMetadata[], topic: string, messages: readonly RoutedMessage[]) {
  const answered = new Set(
    answer.filter((each) => each.topicName === topic && each.errorCode === 0).map(({ partition }) => partition),
  );
  const missing = new Set(messages.map(({ partition }) => partition).filter((partition) => !answered.has(partition)));
  if (missing.size > 0) throw new Error(`Partitions ${[...missing].join(', ')} of ${topic} are missing in the answer.`);
}
