import { setImmediate as turn } from 'node:timers/promises';

type Waiting<T> = { one: T; resolve: () => void; reject: (error: unknown) => void };

export type GatheringOptions<T> = {
  work: (together: readonly T[]) => Promise<void>;
  sizeOf: (one: T) => number;
  /** What is worked on together is no larger than this, unless it is one alone. */
  sizeMax: number;
  /** So much is under way at the same time, at most. */
  atOnce: number;
};

/**
 * Works on what comes at the same moment, or while other work is under way, as one: a transaction for many costs little more
 * than for one. Where that fails each is tried alone, and whoever gave it hears of that one only.
 */
export class Gathering<T> {
  readonly #options: GatheringOptions<T>;
  #waiting: Waiting<T>[] = [];
  #underWay = 0;

  constructor(options: GatheringOptions<T>) {
    this.#options = options;
  }

  /** Resolves when it was worked on; rejected with what its own work failed with. */
  add(one: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ one, resolve, reject });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#underWay >= this.#options.atOnce) return;
    this.#underWay++;
    await turn(); // what comes in this turn of the loop is taken along
    const some = this.#take();
    if (some.length > 0) await this.#workOn(some);
    this.#underWay--;
    if (this.#waiting.length > 0) void this.#next();
  }

  #take(): Waiting<T>[] {
    const { sizeOf, sizeMax } = this.#options;
    let size = 0;
    const over = this.#waiting.findIndex(({ one }, i) => (size += sizeOf(one)) > sizeMax && i > 0);
    return this.#waiting.splice(0, over === -1 ? this.#waiting.length : over);
  }

  async #workOn(some: readonly Waiting<T>[]): Promise<void> {
    const { work } = this.#options;
    try {
      await work(some.map(({ one }) => one));
    } catch (error) {
      const [only, ...others] = some;
      if (others.length === 0) only?.reject(error);
      else await Promise.all(some.map((each) => this.#workOn([each])));
      return;
    }
    for (const { resolve } of some) resolve();
  }
}
