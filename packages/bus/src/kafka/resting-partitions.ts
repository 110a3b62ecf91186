import type { Consumer } from 'kafkajs';

type Partition = { topic: string; partition: number };
const placeOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`;

/**
 * Partitions that are not fetched for a while: one whose handler threw, or all of them while the subscription is
 * paused. kafkajs mixes the two up when told one after the other, so it is always told the whole.
 */
export class RestingPartitions {
  readonly #consumer: Consumer;
  readonly #topics: readonly string[];
  readonly #resting = new Map<string, Partition & { timer: NodeJS.Timeout }>();
  readonly #failures = new Map<string, number>();
  #all = false;

  constructor(consumer: Consumer, topics: readonly string[]) {
    this.#consumer = consumer;
    this.#topics = topics;
  }

  get any(): boolean {
    return this.#all || this.#resting.size > 0;
  }

  has(partition: Partition): boolean {
    return this.#all || this.#resting.has(placeOf(partition));
  }

  pauseAll(): void {
    this.#all = true;
    this.apply();
  }

  resumeAll(): void {
    this.#all = false;
    this.apply();
  }

  /** Fetches nothing of a partition for as long as its failures in a row call for. Its offset stays where it is. */
  rest({ topic, partition }: Partition, pauseMs: (failures: number) => number): void {
    const place = placeOf({ topic, partition });
    const failures = (this.#failures.get(place) ?? 0) + 1;
    this.#failures.set(place, failures);
    const timer = setTimeout(() => {
      this.#resting.delete(place);
      this.apply();
    }, pauseMs(failures));
    this.#resting.set(place, { topic, partition, timer });
    this.apply();
  }

  recovered(partition: Partition): void {
    this.#failures.delete(placeOf(partition));
  }

  forget(): void {
    for (const { timer } of this.#resting.values()) clearTimeout(timer);
    this.#resting.clear();
  }

  /** Tells kafkajs, which knows only consumers that have joined: so it is told again after joining. */
  apply(): void {
    const topics = this.#topics.map((topic) => ({ topic }));
    try {
      this.#consumer.resume(topics);
      if (this.#all) this.#consumer.pause(topics);
      else for (const { topic, partition } of this.#resting.values()) this.#consumer.pause([{ topic, partitions: [partition] }]); // prettier-ignore
    } catch (error) {
      if (!(error instanceof Error && error.name === 'KafkaJSNonRetriableError')) throw error;
    }
  }
}
