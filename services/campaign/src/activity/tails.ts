import type { Deps } from '@fairdue/service';
import type { Log } from '@fairdue/telemetry';
import type { Connection } from '@fairdue/store';
import { activityAfter, lastPlace, lastPlaces } from './activity.store.ts';
import type { PlacedActivity } from './activity.ts';
import { signalsOf } from './signals.ts';

/** The newest events of an account, for all who follow it in this process: each is read from the store once. */
type Tail = {
  creditorId: string;
  /** Read so far, and heard of so far. */
  last: number;
  heardOf: number;
  recent: PlacedActivity[];
  followers: Set<() => void>;
  isReading: boolean;
};

/** One who follows an account's feed. He asks when he has news, and as fast as he likes: nothing is kept for him alone. */
export type Follower = {
  /** Some events after a place, in order; none when there are no more. */
  after(seq: number): Promise<readonly PlacedActivity[]>;
  stop(): void;
};

const recentMax = 1_000;
const pageMax = 200;
/** What this process places, it hears of at once; what another replica places, by looking. */
const lookEveryMs = 100;

export class Tails {
  readonly #db: Connection;
  readonly #log: Log;
  readonly #tails = new Map<string, Tail>();
  #looking: NodeJS.Timeout | undefined;

  constructor({ db, log, metrics }: Pick<Deps, 'db' | 'log' | 'metrics'>) {
    this.#db = db;
    this.#log = log;
    metrics.gauge('fairdue_activity_streams', 'Streams of activity that are open.', [], (gauge) =>
      gauge.set(this.#followers()),
    );
    signalsOf(db).on('placed', (creditorId, rows) => this.#placed(creditorId, rows));
  }

  /** `news` is called when there is more to ask for. */
  async follow(creditorId: string, news: () => void): Promise<Follower> {
    const last = await lastPlace({ db: this.#db }, creditorId);
    const fresh: Tail = { creditorId, last, heardOf: last, recent: [], followers: new Set(), isReading: false };
    const tail = this.#tails.get(creditorId) ?? fresh;
    this.#tails.set(creditorId, tail);
    tail.followers.add(news);
    this.#looking ??= setInterval(() => void this.#look(), lookEveryMs);
    return {
      after: (seq) => this.#after(tail, seq),
      stop: () => {
        tail.followers.delete(news);
        if (tail.followers.size === 0) this.#tails.delete(creditorId);
        if (this.#tails.size > 0) return;
        clearInterval(this.#looking);
        this.#looking = undefined;
      },
    };
  }

  #followers(): number {
    return [...this.#tails.values()].reduce((sum, { followers }) => sum + followers.size, 0);
  }

  #after({ creditorId, last, recent }: Tail, seq: number): Promise<readonly PlacedActivity[]> {
    if (seq >= last) return Promise.resolve([]);
    const from = seq + 1 - (recent[0]?.seq ?? Infinity);
    if (from >= 0) return Promise.resolve(recent.slice(from, from + pageMax));
    return activityAfter(this.#db, creditorId, seq, { limit: pageMax });
  }

  async #look(): Promise<void> {
    try {
      for (const { _id, seq } of await lastPlaces(this.#db, [...this.#tails.keys()])) this.#heardOf(_id, seq);
    } catch (error) {
      this.#log.warn({ err: error }, 'those who follow the feed wait for the store');
    }
  }

  /** What follows at once on what was read needs no reading: it is what was written. */
  #placed(creditorId: string, rows: readonly PlacedActivity[]): void {
    const tail = this.#tails.get(creditorId);
    if (tail && !tail.isReading && rows[0]?.seq === tail.last + 1) this.#show(tail, rows);
    else this.#heardOf(creditorId, rows.at(-1)?.seq ?? 0);
  }

  #heardOf(creditorId: string, seq: number): void {
    const tail = this.#tails.get(creditorId);
    if (!tail || seq <= tail.last) return;
    tail.heardOf = Math.max(tail.heardOf, seq);
    if (!tail.isReading) void this.#read(tail);
  }

  #show(tail: Tail, next: readonly PlacedActivity[]): void {
    tail.recent = [...tail.recent, ...next].slice(-recentMax);
    tail.last += next.length;
    for (const news of tail.followers) news();
  }

  /** Places have no gap, so one that is missing is not there yet, and nothing behind it is shown before it. */
  async #read(tail: Tail): Promise<void> {
    tail.isReading = true;
    try {
      while (tail.last < tail.heardOf) {
        const rows = await activityAfter(this.#db, tail.creditorId, tail.last, { limit: pageMax });
        const next = rows.filter(({ seq }, i) => seq === tail.last + 1 + i);
        if (next.length === 0) return;
        this.#show(tail, next);
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'those who follow the feed wait for the store');
    } finally {
      tail.isReading = false;
    }
  }
}
