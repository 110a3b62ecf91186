import type { ServerResponse } from 'node:http';
import { HttpFault, stopOf } from '@fairdue/http';
import { Unavailable } from '@fairdue/refused';
import type { Passing } from './passing.ts';

export type StreamLimits = {
  /** Streams of this process, and of one account in it. */
  streamsMax: number;
  streamsPerAccountMax: number;
  /** How often it is asked whether a stream's credential still holds. */
  recheckMs: number;
};

/** How long a stream goes on while nobody can say whether its credential still holds. */
const unsureMs = 60_000;

const tooMany = () => new HttpFault(429, 'streams-too-many', 'This account has as many streams open as it may.', { 'retry-after': '10' }); // prettier-ignore
const exhausted = () => new Unavailable('streams-exhausted', 'No more streams can be opened here at present.', 10);

/**
 * Answers without an end, such as server-sent events. They are counted, as each keeps a connection; and watched, as
 * what let a client in at the start may be taken back.
 */
export class Streams {
  readonly #limits: StreamLimits;
  readonly #openOf = new Map<string, number>();
  #open = 0;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** Takes a place until the answer is over. */
  enter(res: ServerResponse, accountId: string): void {
    const own = this.#openOf.get(accountId) ?? 0;
    if (own >= this.#limits.streamsPerAccountMax) throw tooMany();
    if (this.#open >= this.#limits.streamsMax) throw exhausted();
    this.#open++;
    this.#openOf.set(accountId, own + 1);
    res.once('close', () => {
      this.#open--;
      const left = (this.#openOf.get(accountId) ?? 1) - 1;
      if (left > 0) this.#openOf.set(accountId, left);
      else this.#openOf.delete(accountId);
    });
  }

  /** Ends the answer, between two pieces of it, when its credential holds no more or this process stops. */
  watch(res: ServerResponse, passing: Passing, stillHolds: () => Promise<boolean>): void {
    const stop = stopOf(res);
    const finish = (): void => passing.finish();
    let heldAt = performance.now();
    const check = async (): Promise<void> => {
      const holds = await stillHolds().catch(() => 'unknown' as const);
      if (res.closed) return; // while it was asked
      if (holds === true) heldAt = performance.now();
      if (holds === false || performance.now() - heldAt > unsureMs) finish();
      else next = setTimeout(() => void check(), this.#limits.recheckMs);
    };
    let next = setTimeout(() => void check(), this.#limits.recheckMs);
    res.once('close', () => {
      clearTimeout(next);
      stop.removeEventListener('abort', finish);
    });
    if (stop.aborted) finish();
    else stop.addEventListener('abort', finish);
  }
}
