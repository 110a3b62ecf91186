import { Sleeper, type Clock } from '@fairdue/clock';
import { newId } from '@fairdue/ids';
import { claimLease, releaseLease, renewLeases, type Connection, type Lease } from '@fairdue/store';
import type { Log, Metrics } from '@fairdue/telemetry';
import { allShards, dueRows, firstRow, shardCount, type FirstRow } from './timer.store.ts';
import { onWake } from './wake.ts';
import type { Work } from './work.ts';
import { runBatch } from './run-batch.ts';
import { timerMetrics } from './timer-metrics.ts';

/** `isQuiet`: nothing is worked on, nothing is due, no job waits for another try. `nextDueAt`: business time. */
export type Outlook = { isQuiet: boolean; nextDueAt: Date | null };

export type Timers = {
  /** Look again now: the clock was moved. */
  wake(): void;
  outlook(): Promise<Outlook>;
  /** How many batches were begun since the start. */
  begun(): number;
  stop(): Promise<void>;
};

type Options = {
  /** Whose they are, in traces. */
  service?: string;
  db: Connection;
  clock: Clock;
  work: readonly Work[];
  log: Log;
  metrics: Metrics;
  owner?: string;
  leaseMs?: number;
  lookEveryMs?: number;
  /** No other replica writes rows: then every row is heard of, and there is next to nothing to look for. */
  isAlone?: () => boolean;
};

const looksLessOftenAlone = 4;

/**
 * Runs the due rows of every kind. Each kind has a loop of its own, so that slow work holds up no other. Shards of keys
 * are leased: one worker per shard over all replicas, in order per key. Woken by a commit of the same process, by the
 * next due time, and otherwise every `lookEveryMs`.
 */
export async function startTimers({
  service = 'timers',
  db,
  clock,
  work,
  log,
  metrics,
  owner = newId('event'),
  leaseMs = 15_000,
  lookEveryMs = 1_000,
  isAlone = () => false,
}: Options): Promise<Timers> {
  timerMetrics(metrics, db, clock, work);
  const stopping = new AbortController();
  /** What each kind at rest waits for, while all shards are ours; a kind that works or is about to look has no entry. */
  const resting = new Map<string, FirstRow | null>();
  const wakes = new Map<string, () => void>();
  let begun = 0;
  let held = new Map<number, Lease>();
  let renewedAt = -Infinity;
  let renewing: Promise<void> | undefined;

  const renew = async (): Promise<void> => {
    const startedAt = performance.now();
    const areKept = held.size === shardCount && (await renewLeases(db, [...held.values()], owner, leaseMs));
    if (areKept) return void (renewedAt = startedAt);
    const claimed = await Promise.all(allShards.map((shard) => claimLease(db, `timers-${shard}`, owner, leaseMs)));
    held = new Map(claimed.flatMap((lease, shard) => (lease ? [[shard, lease] as const] : [])));
    renewedAt = startedAt;
  };
  /** Shards are ours only while the lease can still be running by our own monotonic clock, with a third to spare. */
  const shards = async (): Promise<number[]> => {
    const age = performance.now() - renewedAt;
    if (age > leaseMs / 3) {
      renewing ??= renew().finally(() => (renewing = undefined));
      if (age > (leaseMs * 2) / 3) await renewing;
      else renewing.catch((error: unknown) => log.warn({ err: error }, 'leases of timers not renewed'));
    }
    return [...held.keys()];
  };

  const nowOf = ({ time }: Work['kind']): Date => (time === 'business' ? clock.now() : new Date());

  const loop = async (each: Work): Promise<void> => {
    const { kind } = each;
    const now = (): Date => nowOf(kind);
    let failures = 0;
    while (!stopping.signal.aborted) {
      const restMs = isAlone() ? lookEveryMs * looksLessOftenAlone : lookEveryMs;
      let pauseMs = restMs;
      const rest = new Sleeper();
      let woken = false;
      // From here on: a row written while we look must not be missed.
      wakes.set(kind.name, () => {
        woken = true;
        resting.delete(kind.name);
        rest.wake();
      });
      resting.delete(kind.name);
      try {
        const mine = await shards();
        const first = await firstRow(db, kind.name, mine);
        const isDue = first !== null && first.dueAt <= now();
        const rows = isDue ? await dueRows(db, kind.name, mine, now(), each.batchMax) : [];
        if (rows.length > 0) {
          begun++;
          await runBatch({ service, db, work: each, rows, log, metrics, signal: stopping.signal });
          pauseMs = 0;
        } else {
          const waitMs = first
            ? Math.max(first.dueAt.getTime() - now().getTime(), first.heldUntil.getTime() - Date.now(), 20)
            : restMs;
          pauseMs = Math.min(isDue ? lookEveryMs : restMs, waitMs);
          if (!woken && mine.length === shardCount) resting.set(kind.name, first);
        }
        failures = 0;
      } catch (error) {
        failures++;
        pauseMs = Math.min(10_000, 100 * 2 ** failures);
        log.error({ err: error, kind: kind.name }, 'timers wait for their store or upstream');
      }
      if (pauseMs > 0 && !stopping.signal.aborted) await rest.sleep(pauseMs);
    }
  };

  const workOf = new Map(work.map((each) => [each.kind.name, each]));
  /** A kind at rest need not look for a row that falls due later than it looks anyway: that there is one is enough. */
  const written = (name: string, dueAt: Date): void => {
    const each = workOf.get(name);
    const first = resting.get(name);
    const soon = each && dueAt.getTime() <= nowOf(each.kind).getTime() + lookEveryMs * looksLessOftenAlone;
    if (!each || first === undefined || soon) wakes.get(name)?.();
    else if (first === null || first.dueAt > dueAt) resting.set(name, { dueAt, heldUntil: new Date(0) });
  };

  await renew();
  const wakeAll = (): void => wakes.forEach((wake) => wake());
  const deaf = onWake(db, written);
  const loops = work.map((each) => loop(each));

  return {
    wake() {
      for (const { kind } of work) {
        const first = resting.get(kind.name);
        const sleepsOn = first !== undefined && (kind.time === 'real' || !first || first.dueAt > clock.now());
        if (!sleepsOn) wakes.get(kind.name)?.();
      }
    },
    begun: () => begun,
    async outlook() {
      const isResting = work.every(({ kind }) => resting.has(kind.name));
      if (!isResting && held.size === shardCount) return { isQuiet: false, nextDueAt: null };
      const firsts = await Promise.all(
        work.map(async ({ kind: { name } }) => (resting.has(name) ? resting.get(name) : firstRow(db, name, allShards))),
      );
      let isQuiet = true;
      let nextDueAt: Date | null = null;
      for (const [i, { kind, type }] of work.entries()) {
        const dueAt = firsts[i]?.dueAt;
        if (!dueAt) continue;
        if (kind.time === 'real') isQuiet &&= type !== 'job';
        else {
          isQuiet &&= dueAt > clock.now();
          if (!nextDueAt || dueAt < nextDueAt) nextDueAt = dueAt;
        }
      }
      return { isQuiet, nextDueAt };
    },
    async stop() {
      stopping.abort();
      deaf();
      wakeAll();
      await Promise.all(loops);
      await renewing?.catch(() => undefined);
      await Promise.all([...held.values()].map((lease) => releaseLease(db, lease)));
    },
  };
}
