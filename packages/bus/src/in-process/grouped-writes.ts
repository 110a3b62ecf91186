type Waiting<T> = { item: T; resolve: () => void; reject: (error: unknown) => void };

/** Writes one group at a time; what comes in meanwhile makes the next. Many small writers then cost few round trips. */
export class GroupedWrites<T> {
  readonly #write: (items: readonly T[]) => Promise<void>;
  readonly #itemsMax: number;
  #waiting: Waiting<T>[] = [];
  #writing = false;

  constructor(write: (items: readonly T[]) => Promise<void>, itemsMax: number) {
    this.#write = write;
    this.#itemsMax = itemsMax;
  }

  /** Resolves when the item is written, and rejects when its group could not be. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    await Promise.resolve(); // those of the same tick go together
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#itemsMax);
      try {
        await this.#write(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#writing = false;
  }
}
