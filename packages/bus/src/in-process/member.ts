import type { Backoff } from '../backoff.ts';
import type { RecordBatch } from '../bus.ts';
import { Slots } from './slots.ts';

export type MemberOptions = {
  topics: readonly string[];
  handle: (batch: RecordBatch) => Promise<void>;
  batchMax: number;
  partitionsAtOnce: number;
  backoff: Backoff;
};

/** One subscription of a group: what it reads, how much at once, and what it has in hand. */
export class Member {
  readonly topics: ReadonlySet<string>;
  readonly handle: (batch: RecordBatch) => Promise<void>;
  readonly batchMax: number;
  readonly backoff: Backoff;
  paused = false;
  readonly #slots: Slots;
  readonly #underWay = new Set<Promise<void>>();

  constructor({ topics, handle, batchMax, partitionsAtOnce, backoff }: MemberOptions) {
    this.topics = new Set(topics);
    this.handle = handle;
    this.batchMax = batchMax;
    this.backoff = backoff;
    this.#slots = new Slots(partitionsAtOnce);
  }

  /** Runs `work` when a slot is free. */
  async during(work: () => Promise<void>): Promise<void> {
    await this.#slots.take();
    const running = work();
    this.#underWay.add(running);
    try {
      await running;
    } finally {
      this.#underWay.delete(running);
      this.#slots.give();
    }
  }

  /** Resolves when nothing is in hand any more. To be called once no partition is given to this member. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }
}
