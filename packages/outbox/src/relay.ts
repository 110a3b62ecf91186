import { randomUUID } from 'node:crypto';
import type { Bus } from '@fairdue/bus';
import type { Connection } from '@fairdue/store';
import type { Log, Metrics } from '@fairdue/telemetry';
import { batchesByTopic, batchRowsMax } from './batches.ts';
import { deleteRows, oldestRows, oldestUnsent, shardCount, type OutboxRow } from './outbox.store.ts';
import { ShardLeases } from './shard-leases.ts';
import { Sleeper } from './sleeper.ts';
import { publishTicks, topicsOf } from './ticks.ts';
import { onCommit } from './wake.ts';

export type RelayOptions = {
  db: Connection;
  bus: Bus;
  service: string;
  log: Log;
  metrics: Metrics;
  /** Who holds the leases. A name that outlives a crash spares the wait for its leases, where there is one process only. */
  owner?: string;
  leaseMs?: number;
  tickEveryMs?: number;
};

export type Relay = {
  wake(): void;
  isEmpty(): Promise<boolean>;
  /** Records published since the start. */
  published(): number;
  oldestUnsentMs(): Promise<number>;
  /** Finishes the batch under way and gives the shards to whoever comes next. */
  stop(): Promise<void>;
};

/** With other relays about, a commit of theirs on a shard of ours wakes nobody here. */
const pollMs = { alone: 2_000, amongOthers: 50 };
const backoffMs = { first: 20, most: 5_000 };

/** Publishes what transactions left in the outbox: in order per key, at least once, for as long as it takes. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const relay = new RunningRelay(options);
  await relay.start();
  return relay;
}

class RunningRelay implements Relay {
  readonly #db: Connection;
  readonly #bus: Bus;
  readonly #service: string;
  readonly #log: Log;
  readonly #leases: ShardLeases;
  readonly #leaseMs: number;
  readonly #tickEveryMs: number;
  readonly #published;
  readonly #work = new Sleeper();
  readonly #rests = { lease: new Sleeper(), tick: new Sleeper(), failure: new Sleeper() };
  /** Published rows on their way out of the store: a read may still meet them. */
  readonly #leaving = new Set<string>();
  #leave: Promise<void> = Promise.resolve();
  /** The rows behind those being published now. */
  #ahead: Promise<OutboxRow[]> | undefined;
  #publishedCount = 0;
  /** Commits heard of, and how many of them had been when a look into the outbox last found nothing. */
  #commits = 0;
  #commitsWhenEmpty = -1;
  #stopping = false;
  #loops: Promise<unknown> = Promise.resolve();
  #unsubscribe = (): void => undefined;

  constructor({ db, bus, service, log, metrics, owner, leaseMs = 6_000, tickEveryMs = 10_000 }: RelayOptions) {
    this.#db = db;
    this.#bus = bus;
    this.#service = service;
    this.#log = log;
    this.#leaseMs = leaseMs;
    this.#tickEveryMs = tickEveryMs;
    this.#leases = new ShardLeases(db, owner ?? `${service}-${randomUUID()}`, leaseMs);
    this.#published = metrics.counter('fairdue_outbox_published_total', 'Records published and acknowledged.', [
      'topic',
    ]);
    metrics.gauge(
      'fairdue_outbox_oldest_unsent_seconds',
      'Age of the oldest record not published.',
      [],
      async (gauge) => gauge.set((await this.oldestUnsentMs()) / 1_000),
    );
  }

  async start(): Promise<void> {
    await this.#leases.refresh();
    this.#unsubscribe = onCommit(this.#db, () => {
      this.#commits++;
      this.wake();
    });
    const { lease, tick } = this.#rests;
    this.#loops = Promise.all([
      this.#publishing(),
      this.#repeat(lease, this.#leaseMs / 3, () => this.#leases.refresh()),
      this.#repeat(tick, this.#tickEveryMs, () => this.#tick()),
    ]);
    tick.wake();
  }

  wake(): void {
    this.#work.wake();
  }

  published(): number {
    return this.#publishedCount;
  }

  /** Alone and with every shard, it has heard of every commit and need not ask the store. */
  async isEmpty(): Promise<boolean> {
    if (this.#hearsAll()) return this.#commitsWhenEmpty === this.#commits && this.#leaving.size === 0;
    return (await oldestUnsent(this.#db)) === undefined;
  }

  async oldestUnsentMs(): Promise<number> {
    const oldest = await oldestUnsent(this.#db);
    return oldest ? Math.max(0, Date.now() - oldest.getTime()) : 0;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe();
    for (const sleeper of [this.#work, ...Object.values(this.#rests)]) sleeper.wake();
    await this.#loops;
    await this.#leave;
    await this.#leases.releaseAll();
  }

  async #publishing(): Promise<void> {
    for (let failures = 0; !this.#stopping;) {
      try {
        const found = await this.#publishOldest();
        failures = 0;
        if (!found) await this.#work.sleep(this.#leases.alone ? pollMs.alone : pollMs.amongOthers);
      } catch (error) {
        if (failures++ === 0) this.#log.error({ err: error }, 'The outbox cannot publish; it goes on trying.');
        const most = Math.min(backoffMs.most, backoffMs.first * 2 ** failures);
        await this.#rests.failure.sleep(most / 2 + (Math.random() * most) / 2);
      }
    }
  }

  #hearsAll(): boolean {
    return this.#leases.alone && this.#leases.held().length === shardCount;
  }

  async #publishOldest(): Promise<boolean> {
    const commits = this.#commits;
    const ahead = this.#ahead ?? this.#read();
    this.#ahead = undefined;
    const read = await ahead;
    const held = new Set(this.#leases.held());
    const rows = read.filter(({ shard }) => held.has(shard));
    if (rows.length === batchRowsMax) this.#readAhead(rows);
    const sent = await Promise.allSettled(
      [...batchesByTopic(rows).values()].map(async (batches) => {
        for (const batch of batches) await this.#publish(batch);
      }),
    );
    for (const each of sent)
      if (each.status === 'rejected') {
        this.#ahead = undefined; // it begins behind what is to be published again
        throw each.reason;
      }
    if (rows.length === 0 && this.#hearsAll()) this.#commitsWhenEmpty = commits;
    return rows.length > 0;
  }

  async #read(inHand: readonly OutboxRow[] = []): Promise<OutboxRow[]> {
    const shards = this.#leases.held();
    if (shards.length === 0) return [];
    return oldestRows(this.#db, shards, batchRowsMax, [...this.#leaving, ...inHand.map(({ _id }) => _id)]);
  }

  /** A full batch has others behind it: they are read while it is published. */
  #readAhead(inHand: readonly OutboxRow[]): void {
    this.#ahead = this.#read(inHand);
    this.#ahead.catch(() => undefined); // heard by whoever takes it, if anybody does
  }

  async #publish(batch: readonly OutboxRow[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    await this.#bus.publish(
      first.topic,
      batch.map(({ key, value, headers }) => ({ key, value, headers })),
    );
    this.#published.inc({ topic: first.topic }, batch.length);
    this.#publishedCount += batch.length;
    for (const { _id } of batch) this.#leaving.add(_id);
    this.#leave = this.#leave.then(() => this.#deleteLeaving());
  }

  /** Beside the next read and publish, as nobody waits for it. Rows that stay for a failure are published again. */
  async #deleteLeaving(): Promise<void> {
    const ids = [...this.#leaving];
    if (ids.length === 0) return;
    try {
      await deleteRows(this.#db, ids);
    } catch (error) {
      this.#log.warn({ err: error, rows: ids.length }, 'Published rows could not be deleted; they go out again.');
    }
    for (const id of ids) this.#leaving.delete(id);
  }

  async #tick(): Promise<void> {
    if (this.#leases.held().includes(0)) await publishTicks(this.#db, this.#bus, topicsOf(this.#service));
  }

  async #repeat(rest: Sleeper, everyMs: number, work: () => Promise<void>): Promise<void> {
    for (;;) {
      await rest.sleep(everyMs);
      if (this.#stopping) return;
      try {
        await work();
      } catch (error) {
        this.#log.warn({ err: error }, 'A round of the outbox relay failed; the next one comes.');
      }
    }
  }
}
