export { Sleeper } from './sleeper.ts';

/** Business time: what a letter is dated with and a cadence counts in. Leases, deadlines and backoff never ask this clock. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/**
 * Business time that a sandbox may move. It keeps running at real speed from where it was put, and never goes back:
 * a fact once dated stays in the past.
 */
export class SandboxClock implements Clock {
  #offsetMs: number;
  readonly #real: () => number;

  constructor(offsetMs = 0, real: () => number = Date.now) {
    this.#offsetMs = offsetMs;
    this.#real = real;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  now(): Date {
    return new Date(this.#real() + this.#offsetMs);
  }

  /** An instant already passed changes nothing. */
  moveTo(instant: Date): void {
    this.#offsetMs = Math.max(this.#offsetMs, instant.getTime() - this.#real());
  }
}

/** How long ago that was (s); 0 where it is still to come, null where it never was. */
export const secondsSince = (then: Date | null | undefined, now: Date): number | null =>
  then ? Math.max(0, now.getTime() - then.getTime()) / 1_000 : null;

/** Real, monotonic milliseconds: for leases, deadlines and backoff, which no one may move. */
export const monotonicMs = (): number => performance.now();
