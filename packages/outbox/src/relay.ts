import { randomUUID } from 'node:crypto';
import type { Bus } from '@fairdue/bus';
import { Sleeper } from '@fairdue/clock';
import type { Connection } from '@fairdue/store';
import { areSpansTaken, beginSpan, parseTraceparent, type Log, type Metrics } from '@fairdue/telemetry';
import { Acknowledged } from './acknowledged.ts';
import { batchesByTopic, batchRowsMax } from './batches.ts';
import { onHandOver } from './hand-over.ts';
import { HandedRows } from './handed-rows.ts';
import { LeavingRows } from './leaving-rows.ts';
import { isEmpty, oldestUnsent, shardCount, storedRows, type OutboxRow } from './outbox.store.ts';
import { ShardLeases } from './shard-leases.ts';
import { publishTicks, topicsOf } from './ticks.ts';

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
  /** Is everything that was committed published? Rows that were may still be on their way out of the store. */
  isEmpty(): Promise<boolean>;
  /** Records published since the start. */
  published(): number;
  oldestUnsentMs(): Promise<number>;
  /** How many run for this service, this one included, as seen within the last third of a lease. */
  replicas(): number;
  /** Finishes the batch under way and gives the shards to whoever comes next. */
  stop(): Promise<void>;
};

/** With other relays about, a commit of theirs on a shard of ours wakes nobody here. */
const pollMs = { alone: 2_000, amongOthers: 50 };
const backoffMs = { first: 20, most: 5_000 };

/**
 * Publishes what transactions left in the outbox: in order per key, at least once, for as long as it takes.
 *
 * A commit of this process hands its rows over, and they are published from memory when their turn is certain: number 1
 * of a key, or the one behind the last that the bus acknowledged to this relay. Everything else is read: what a crash,
 * a failure or another replica left, what did not fit into memory, and what came before its predecessor.
 *
 * Why a key is never out of order, also with two relays that believe to have the same shard: no row is sent before the
 * bus has acknowledged its predecessor, or ahead of it in one batch. From memory, because this relay saw that
 * acknowledgement, which no lost lease and no other relay can undo. From a read, because a snapshot holds every row of
 * the key that is still to be published and the oldest go first; a predecessor that is missing there was deleted, and
 * rows are deleted after their acknowledgement only. So the first copy of each row stands behind the first copy of its
 * predecessor, and whatever a late owner or a restart adds are repeats, which consumers know by their number.
 */
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
  readonly #handed = new HandedRows();
  readonly #acknowledged = new Acknowledged();
  readonly #leaving: LeavingRows;
  /** When the outbox is to be read next. At once while it may hold what nobody handed over. */
  #readAtMs = 0;
  /** The outbox was read to its end, and everything handed over since is published. */
  #atRest = false;
  #publishedCount = 0;
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
    this.#leaving = new LeavingRows(db, log);
    this.#published = metrics.counter('fairdue_outbox_published_total', 'Records published and acknowledged.', [
      'topic',
    ]);
    metrics.gauge(
      'fairdue_outbox_oldest_unsent_seconds',
      'Age of the oldest record not published. From the store: take max by (service).',
      [],
      async (gauge) => gauge.set((await this.oldestUnsentMs()) / 1_000),
    );
  }

  async start(): Promise<void> {
    await this.#leases.refresh();
    this.#unsubscribe = onHandOver(this.#db, (rows) => this.#take(rows));
    const { lease, tick } = this.#rests;
    this.#loops = Promise.all([
      this.#publishing(),
      this.#repeat(lease, this.#leaseMs / 3, () => this.#refreshLeases()),
      this.#repeat(tick, this.#tickEveryMs, () => this.#tick()),
    ]);
    tick.wake();
  }

  /** Alone and with every shard, it is handed every commit and need not ask the store. */
  async isEmpty(): Promise<boolean> {
    const hearsAll = this.#leases.alone && this.#leases.held().length === shardCount;
    return hearsAll ? this.#atRest : isEmpty(this.#db);
  }

  replicas(): number {
    return this.#leases.relays;
  }

  published(): number {
    return this.#publishedCount;
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
    await this.#leaving.settled();
    await this.#leases.releaseAll();
  }

  #take(rows: readonly OutboxRow[]): void {
    if (this.#handed.put(rows)) this.#wake();
    else this.#readNow();
  }

  #readNow(): void {
    this.#readAtMs = 0;
    this.#wake();
  }

  #wake(): void {
    this.#atRest = false;
    this.#work.wake();
  }

  async #refreshLeases(): Promise<void> {
    const before = this.#leases.held();
    await this.#leases.refresh();
    if (this.#leases.held().some((shard) => !before.includes(shard))) this.#readNow();
  }

  async #publishing(): Promise<void> {
    for (let failures = 0; !this.#stopping;) {
      try {
        if (performance.now() >= this.#readAtMs) await this.#publishStored();
        else if (this.#handed.size > 0) await this.#publishHanded();
        else {
          this.#atRest = true;
          await this.#work.sleep(this.#readAtMs - performance.now());
        }
        failures = 0;
      } catch (error) {
        this.#readNow();
        if (failures++ === 0) this.#log.error({ err: error }, 'The outbox cannot publish; it goes on trying.');
        const most = Math.min(backoffMs.most, backoffMs.first * 2 ** failures);
        await this.#rests.failure.sleep(most / 2 + (Math.random() * most) / 2);
      }
    }
  }

  async #publishHanded(): Promise<void> {
    const { next, gap } = this.#acknowledged.inTurn(this.#ours(this.#handed.takeAll()));
    await this.#publish(next);
    if (gap) this.#readNow();
  }

  /** Everything that is in the outbox now. What was handed over until now is among it. */
  async #publishStored(): Promise<void> {
    this.#readAtMs = performance.now() + (this.#leases.alone ? pollMs.alone : pollMs.amongOthers);
    this.#handed.takeAll();
    const batches = storedRows(this.#db, this.#leases.held(), batchRowsMax);
    try {
      let reading = batches.next();
      while (!this.#stopping) {
        const { done, value } = await reading;
        if (done) return;
        this.#atRest = false;
        reading = batches.next(); // beside publishing
        reading.catch(() => undefined); // heard when its turn comes, if it does
        const rows = this.#ours(value);
        const again = new Set(rows.filter((row) => this.#acknowledged.includes(row)));
        this.#leaving.add([...again]);
        await this.#publish(again.size > 0 ? rows.filter((row) => !again.has(row)) : rows);
        if (rows.length < value.length) {
          this.#readNow(); // a shard was lost: what follows of it must not go out without these, also if it comes back
          return;
        }
      }
    } finally {
      await batches.return();
    }
  }

  #ours(rows: readonly OutboxRow[]): OutboxRow[] {
    const held = new Set(this.#leases.held());
    return rows.filter(({ shard }) => held.has(shard));
  }

  async #publish(rows: readonly OutboxRow[]): Promise<void> {
    const sent = await Promise.allSettled(
      [...batchesByTopic(rows)].map(async ([topic, batches]) => {
        for (const batch of batches) await this.#publishBatch(topic, batch);
      }),
    );
    for (const each of sent) if (each.status === 'rejected') throw each.reason;
  }

  async #publishBatch(topic: string, batch: readonly OutboxRow[]): Promise<void> {
    await this.#bus.publish(topic, batch);
    if (areSpansTaken()) this.#noteSpans(topic, batch);
    this.#published.inc({ topic }, batch.length);
    this.#publishedCount += batch.length;
    this.#acknowledged.note(batch);
    this.#leaving.add(batch);
  }

  /** From the commit that wrote it to its acknowledgement: how long a fact waited in the outbox is seen in its trace. */
  #noteSpans(topic: string, batch: readonly OutboxRow[]): void {
    for (const { at, headers, sequence } of batch) {
      const parent = parseTraceparent(headers['traceparent']);
      if (!parent) continue;
      const startedAt = Math.min(at.getTime() - performance.timeOrigin, performance.now());
      const facts = { 'messaging.system': 'kafka', 'messaging.destination.name': topic, 'fairdue.sequence': sequence };
      const name = `publish ${headers['ce_type'] ?? topic}`;
      beginSpan(this.#service, name, parent, { kind: 'producer', startedAt, facts }).end();
    }
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
