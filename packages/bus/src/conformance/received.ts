import { setTimeout as wait } from 'node:timers/promises';
import type { IncomingRecord, RecordBatch } from '../bus.ts';

/** What a handler got, and a way to wait until it got enough. */
export class Received {
  readonly batches: RecordBatch[] = [];
  #looking: (() => void)[] = [];

  take = async (batch: RecordBatch): Promise<void> => {
    this.batches.push(batch);
    for (const look of this.#looking.splice(0)) look();
  };

  get records(): IncomingRecord[] {
    return this.batches.flatMap(({ records }) => records);
  }

  get values(): string[] {
    return this.records.map(({ value }) => value.toString());
  }

  /** Values of a key in the order they were first seen: repeats are allowed, a later one before an earlier is not. */
  firstSeen(key: string): string[] {
    return [...new Set(this.records.filter((record) => record.key === key).map(({ value }) => value.toString()))];
  }

  async until(enough: (received: Received) => boolean): Promise<void> {
    while (!enough(this)) await new Promise<void>((resolve) => this.#looking.push(resolve));
  }

  untilDistinct = (count: number): Promise<void> => this.until(({ values }) => new Set(values).size >= count);
}

/** Waits for a fact that nobody announces, and says which one never came. */
export async function eventually(fact: () => boolean | Promise<boolean>, withinMs = 80_000): Promise<void> {
  for (const end = performance.now() + withinMs; !(await fact()); await wait(20))
    if (performance.now() > end) throw new Error(`It did not come true within ${withinMs} ms: ${fact.toString()}`);
}

/** A door that handlers wait at, and a way to see that one does. */
export class Gate {
  #open!: () => void;
  #reach!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.#open = resolve));
  readonly reached = new Promise<void>((resolve) => (this.#reach = resolve));

  open = (): void => this.#open();

  pass = (): Promise<void> => {
    this.#reach();
    return this.opened;
  };
}
