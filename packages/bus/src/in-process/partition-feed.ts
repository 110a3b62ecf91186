import { setTimeout as wait } from 'node:timers/promises';
import { Sleeper } from '@fairdue/clock';
import { pauseAfter } from '../backoff.ts';
import type { IncomingRecord } from '../bus.ts';
import type { PartitionLog } from './partition-log.ts';
import type { Member } from './member.ts';

type Feeding = {
  log: PartitionLog;
  next(): number;
  commit(next: number): Promise<void>;
  failed(error: unknown): void;
};

/**
 * Hands one partition to one group, a batch at a time. Its owner may change; this loop does not, so two members never
 * have the same partition in hand, and what the old one finished is committed before the new one begins.
 */
export class PartitionFeed {
  readonly #feeding: Feeding;
  readonly #idle = new Sleeper();
  #owner: Member | undefined;
  #turn = new AbortController();
  #failures = 0;
  #again: readonly IncomingRecord[] | undefined;
  #closed = false;
  readonly #ended: Promise<void>;

  constructor(feeding: Feeding) {
    this.#feeding = feeding;
    this.#ended = this.#run();
  }

  get topic(): string {
    return this.#feeding.log.topic;
  }

  get partition(): number {
    return this.#feeding.log.partition;
  }

  get owner(): Member | undefined {
    return this.#owner;
  }

  give(owner: Member | undefined): void {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#turn.abort();
    this.#turn = new AbortController();
    this.wake();
  }

  wake(): void {
    this.#idle.wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.give(undefined);
    this.wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const owner = this.#owner;
      const turn = this.#turn.signal;
      const idle = !owner || owner.paused || this.#feeding.next() >= this.#feeding.log.end;
      if (idle) await this.#idle.sleep();
      else await this.#feedOnce(owner, turn);
    }
  }

  async #feedOnce(owner: Member, turn: AbortSignal): Promise<void> {
    try {
      await owner.during(async () => {
        if (!turn.aborted && !owner.paused) await this.#handOver(owner, turn);
      });
      this.#failures = 0;
    } catch (error) {
      if (turn.aborted) return;
      this.#feeding.failed(error);
      this.#failures++;
      await wait(pauseAfter(this.#failures, owner.backoff), undefined, { signal: turn }).catch(() => undefined);
    }
  }

  async #handOver(owner: Member, signal: AbortSignal): Promise<void> {
    const { log } = this.#feeding;
    this.#again ??= await log.read(this.#feeding.next(), owner.batchMax);
    const records = this.#again;
    const last = records.at(-1);
    if (last) {
      await owner.handle({ topic: log.topic, partition: log.partition, records, signal, heartbeat: async () => {} });
      await this.#feeding.commit(Number(last.offset) + 1);
    }
    this.#again = undefined;
  }
}
