import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Metrics } from '@fairdue/telemetry';
import { pauseAfter } from '../backoff.ts';
import type { Subscription } from '../bus.ts';
import { ConsumerSession, type Assignment, type SessionOptions } from './consumer-session.ts';
import { stalled, type StallWatchOptions } from './stall-watch.ts';

export type SupervisionOptions = SessionOptions & Omit<StallWatchOptions, 'lagSeen'> & { metrics: Metrics };

type Ending = { cause: 'stopped' | 'stalled' | 'crashed'; error?: unknown };

/** Keeps a group consumed: one consumer at a time, and a new one whenever it crashed or stands still before its lag. */
export class SupervisedSubscription implements Subscription {
  readonly #options: SupervisionOptions;
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;
  #session: ConsumerSession | undefined;
  #paused = false;

  constructor(options: SupervisionOptions) {
    this.#options = options;
    this.#ended = this.#supervise();
  }

  assignment = (): Assignment => this.#session?.assignment ?? {};

  pause = (): void => {
    this.#paused = true;
    this.#session?.pause();
  };

  resume = (): void => {
    this.#paused = false;
    this.#session?.resume();
  };

  stop = async (): Promise<void> => {
    this.#stopping.abort();
    await this.#ended;
  };

  async #supervise(): Promise<void> {
    const { metrics, log, groupId, backoff } = this.#options;
    const replaced = metrics.counter('fairdue_bus_consumers_replaced_total', 'Consumers replaced.', ['group', 'cause']);
    for (let failures = 0; !this.#stopping.signal.aborted;) {
      const session = new ConsumerSession(this.#options);
      this.#session = session;
      session.start(this.#paused);
      const { cause, error } = await this.#endOf(session);
      this.#session = undefined;
      await session.close();
      if (cause === 'stopped') return;
      replaced.inc({ group: groupId, cause });
      log.error({ groupId, err: error }, `A consumer has ${cause} and is replaced.`);
      failures = session.generation > 0 ? 1 : failures + 1;
      await wait(pauseAfter(failures, backoff), undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  async #endOf(session: ConsumerSession): Promise<Ending> {
    const { metrics, groupId } = this.#options;
    const lag = metrics.gauge('fairdue_bus_lag_records', 'Records not yet committed, of partitions held.', ['group']);
    const lagSeen = (records: number): void => lag.set({ group: groupId }, records);
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#stopping.signal]);
    const watching = stalled(session, { ...this.#options, lagSeen }, signal);
    try {
      return await Promise.race([
        session.crashed.then((error): Ending => ({ cause: 'crashed', error })),
        watching.then((isStalled): Ending => ({ cause: isStalled ? 'stalled' : 'stopped' })),
        once(signal, 'abort').then((): Ending => ({ cause: 'stopped' })),
      ]);
    } finally {
      over.abort();
    }
  }
}
