import { Refused, Unavailable } from '@fairdue/refused';
import type { Callback } from './store-callbacks.ts';

/** Stores all of them or none, and returns those about a message nobody knows. */
export type Store = (callbacks: readonly Callback[]) => Promise<readonly Callback[]>;

type Waiting = { callback: Callback; resolve: () => void; reject: (error: unknown) => void };

const togetherMax = 200;

/**
 * Callbacks line up: what comes while others are being stored is stored with the next. A hundred at once about one
 * customer would otherwise fight over that customer's order of facts, and keep a STOP from being written.
 */
export class CallbackLine {
  readonly #store: Store;
  readonly #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(store: Store) {
    this.#store = store;
  }

  take(callback: Callback): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ callback, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#takeTogether(this.#waiting.splice(0, togetherMax));
    this.#isRunning = false;
  }

  /** A fault of one callback is not everybody's: alone, each is taken or fails for itself. */
  async #takeTogether(together: readonly Waiting[]): Promise<void> {
    try {
      const unknown = new Set(await this.#store(together.map(({ callback }) => callback)));
      for (const { callback, resolve, reject } of together)
        if (unknown.has(callback)) reject(unknownMessage());
        else resolve();
    } catch (error) {
      if (error instanceof Unavailable || together.length === 1) for (const { reject } of together) reject(error);
      else for (const each of together) await this.#takeTogether([each]);
    }
  }
}

const unknownMessage = (): Refused =>
  new Refused('not-found', 'interaction-not-found', 'There is no such interaction.');
