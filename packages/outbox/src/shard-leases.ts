import { claimLease, leases, releaseLease, type Connection, type Lease } from '@fairdue/store';
import { shardCount } from './outbox.store.ts';

const shardName = (shard: number): string => `outbox-shard-${shard}`;
const presencePrefix = 'outbox-relay-';
const ofOutboxes = { _id: { $gte: 'outbox-', $lt: 'outbox.' } };
const presences = { _id: { $gte: presencePrefix, $lt: 'outbox-relay.' } };
const hourMs = 3_600_000;

type Held = { lease: Lease; untilMs: number };

/**
 * This relay's share of the shards. Relays see each other by a lease each holds on its own name, and none takes more
 * than its even part, so that a new replica gets some. Losing a shard while publishing costs repeats, never order: no
 * relay sends a row whose predecessor it does not know to be published (`startRelay`).
 */
export class ShardLeases {
  readonly #db: Connection;
  readonly #owner: string;
  readonly #presence: string;
  readonly #leaseMs: number;
  readonly #shards: readonly number[];
  readonly #held = new Map<number, Held>();
  #relays = 1;

  constructor(db: Connection, owner: string, leaseMs: number) {
    this.#db = db;
    this.#owner = owner;
    this.#presence = presencePrefix + owner;
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

  /** Relays of this service, this one included. One that was killed counts until its lease runs out. */
  get relays(): number {
    return this.#relays;
  }

  /** Renews what is ours, gives back what is more than our part, and takes what is free. Mostly two commands. */
  async refresh(): Promise<void> {
    const askedAtMs = performance.now();
    await this.#renew();
    const owners = await this.#ownersNow();
    if (!owners.has(this.#presence)) await claimLease(this.#db, this.#presence, this.#owner, this.#leaseMs);
    owners.set(this.#presence, this.#owner);
    this.#relays = [...owners.keys()].filter((name) => name.startsWith(presencePrefix)).length;

    for (const [shard, held] of this.#held)
      if (owners.get(shardName(shard)) === this.#owner) held.untilMs = askedAtMs + this.#leaseMs;
      else this.#held.delete(shard);
    const part = Math.ceil(shardCount / this.#relays);
    for (const shard of [...this.#held.keys()].slice(part)) await this.#release(shard);
    for (const shard of this.#shards) {
      const isFree = (owners.get(shardName(shard)) ?? this.#owner) === this.#owner;
      if (isFree && !this.#held.has(shard) && this.#held.size < part) await this.#take(shard);
    }
  }

  async releaseAll(): Promise<void> {
    for (const shard of [...this.#held.keys()]) await this.#release(shard);
    await leases(this.#db).deleteOne({ _id: this.#presence });
    await leases(this.#db).deleteMany({ ...presences, until: { $lt: new Date(Date.now() - hourMs) } });
  }

  async #renew(): Promise<void> {
    const names = [this.#presence, ...[...this.#held.keys()].map(shardName)];
    await leases(this.#db).updateMany(
      { _id: { $in: names }, owner: this.#owner },
      [{ $set: { until: { $add: ['$$NOW', this.#leaseMs] } } }],
      { updatePipeline: true },
    );
  }

  /** Who holds what at this moment, by the clock of the database. */
  async #ownersNow(): Promise<Map<string, string>> {
    const rows = await leases(this.#db)
      .find({ ...ofOutboxes, $expr: { $gte: ['$until', '$$NOW'] } })
      .lean<{ _id: string; owner: string }[]>();
    return new Map(rows.map(({ _id, owner }) => [_id, owner]));
  }

  async #take(shard: number): Promise<void> {
    const askedAtMs = performance.now();
    const lease = await claimLease(this.#db, shardName(shard), this.#owner, this.#leaseMs);
    if (lease) this.#held.set(shard, { lease, untilMs: askedAtMs + this.#leaseMs });
  }

  async #release(shard: number): Promise<void> {
    const held = this.#held.get(shard);
    this.#held.delete(shard);
    if (held) await releaseLease(this.#db, held.lease);
  }
}
