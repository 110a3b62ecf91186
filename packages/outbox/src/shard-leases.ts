import { claimLease, leases, releaseLease, type Connection, type Lease } from '@fairdue/store';
import { shardCount } from './outbox.store.ts';

const shardName = (shard: number): string => `outbox-shard-${shard}`;
const presence = 'outbox-relay-';
const presences = { _id: { $gte: presence, $lt: `${presence}~` } };
const hourMs = 3_600_000;

type Held = { lease: Lease; untilMs: number };

/**
 * This relay's share of the shards. Relays see each other by a lease each holds on its own name, and none takes more
 * than its even part, so that a new replica gets some. Losing a shard while publishing costs repeats, never order: a
 * relay publishes each key from its oldest unpublished row on.
 */
export class ShardLeases {
  readonly #db: Connection;
  readonly #owner: string;
  readonly #leaseMs: number;
  readonly #shards: readonly number[];
  readonly #held = new Map<number, Held>();
  #relays = 1;

  constructor(db: Connection, owner: string, leaseMs: number) {
    this.#db = db;
    this.#owner = owner;
    this.#leaseMs = leaseMs;
    // Everybody starts looking somewhere else, so that two new relays do not race for the same shards.
    const first = Math.floor(Math.random() * shardCount);
    this.#shards = Array.from({ length: shardCount }, (_, i) => (first + i) % shardCount);
  }

  /** Shards that are ours for long enough to begin a batch, by our monotonic clock and counted from before we asked. */
  held(): number[] {
    const enoughMs = performance.now() + this.#leaseMs / 4;
    return [...this.#held].filter(([, { untilMs }]) => untilMs > enoughMs).map(([shard]) => shard);
  }

  /** No other relay: then every commit wakes this one, and there is next to nothing to poll for. */
  get alone(): boolean {
    return this.#relays === 1;
  }

  /** Renews what is ours, takes what is free, gives back what is more than our part. */
  async refresh(): Promise<void> {
    await claimLease(this.#db, presence + this.#owner, this.#owner, this.#leaseMs);
    const alive = { ...presences, $expr: { $gte: ['$until', '$$NOW'] } };
    this.#relays = Math.max(1, await leases(this.#db).countDocuments(alive));
    const part = Math.ceil(shardCount / this.#relays);
    for (const shard of [...this.#held.keys()].slice(part)) await this.#release(shard);
    for (const shard of this.#shards) if (this.#held.has(shard) || this.#held.size < part) await this.#take(shard);
  }

  async releaseAll(): Promise<void> {
    for (const shard of [...this.#held.keys()]) await this.#release(shard);
    await leases(this.#db).deleteOne({ _id: presence + this.#owner });
    await leases(this.#db).deleteMany({ ...presences, until: { $lt: new Date(Date.now() - hourMs) } });
  }

  async #take(shard: number): Promise<void> {
    const askedAtMs = performance.now();
    const lease = await claimLease(this.#db, shardName(shard), this.#owner, this.#leaseMs);
    if (lease) this.#held.set(shard, { lease, untilMs: askedAtMs + this.#leaseMs });
    else this.#held.delete(shard);
  }

  async #release(shard: number): Promise<void> {
    const held = this.#held.get(shard);
    this.#held.delete(shard);
    if (held) await releaseLease(this.#db, held.lease);
  }
}
