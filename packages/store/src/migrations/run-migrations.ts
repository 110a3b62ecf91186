import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../connect.ts';
import { claimLease, keepLease, releaseLease, type Lease } from '../lease.ts';
import { transaction } from '../transaction.ts';
import type { Migration } from './migration.ts';
import { loadProgress, saveProgress, type MigrationRow } from './migration.store.ts';

const leaseName = 'migrations';

export type RunOptions = {
  phases: readonly Migration['phase'][];
  say: (line: string) => void;
  /** How long a runner that died keeps the others waiting (ms). */
  leaseMs?: number;
};

/** One that was changed after it ran here did something else than its release says. */
export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`The migration ${name} was changed after it ran here. Migrations are never changed: add another one.`);
    this.name = 'MigrationChanged';
  }
}

const isLeft = (rows: ReadonlyMap<string, MigrationRow>, { name, checksum }: Migration): boolean => {
  const row = rows.get(name);
  if (row?.doneAt && row.checksum !== checksum) throw new MigrationChanged(name);
  return !row?.doneAt;
};

/** Those that have not been done here, in their order. */
export async function migrationsLeft(db: Connection, all: readonly Migration[]): Promise<Migration[]> {
  if (all.length === 0) return [];
  const rows = await loadProgress(db);
  return all.filter((migration) => isLeft(rows, migration));
}

/** Those that took away here what only versions before them need, and that this version does not know: it is such a version. */
export async function migrationsAhead(db: Connection, all: readonly Migration[]): Promise<string[]> {
  const known = new Set(all.map(({ name }) => name));
  const rows = [...(await loadProgress(db)).values()];
  return rows.filter(({ _id, phase }) => phase === 'contract' && !known.has(_id)).map(({ _id }) => _id);
}

/**
 * Does what is left to do, in order, page by page: each page and the note of how far it came are one transaction, so that
 * whoever goes on after a crash begins where it ended. One runner at a time has a database; another one waits for it.
 */
export async function runMigrations(
  db: Connection,
  all: readonly Migration[],
  { phases, say, leaseMs = 30_000 }: RunOptions,
): Promise<void> {
  const wanted = all.filter(({ phase }) => phases.includes(phase));
  const owner = randomUUID();
  for (let isWaiting = false; (await migrationsLeft(db, wanted)).length > 0;) {
    const lease = await claimLease(db, leaseName, owner, leaseMs);
    if (lease) {
      try {
        for (const migration of await migrationsLeft(db, wanted)) await runOne(db, migration, lease, leaseMs, say);
      } finally {
        await releaseLease(db, lease);
      }
    } else {
      if (!isWaiting) say('another runner is at it: waiting for it');
      isWaiting = true;
      await wait(200);
    }
  }
}

async function runOne(
  db: Connection,
  { name, phase, checksum, page }: Migration,
  lease: Lease,
  leaseMs: number,
  say: RunOptions['say'],
): Promise<void> {
  const before = (await loadProgress(db)).get(name);
  let row: MigrationRow = {
    ...(before ?? { _id: name, after: null, changed: 0, pages: 0, startedAt: new Date(), doneAt: null }),
    ...{ phase, checksum },
  };
  if (before) say(`${name}: goes on after ${row.changed} rows changed`);
  while (row.doneAt === null) {
    await claimLease(db, lease.name, lease.owner, leaseMs);
    const reached = row;
    row = await transaction(
      db,
      async (tx) => {
        await keepLease(tx, lease);
        const { changed, next } = await page(tx, reached.after);
        const after: MigrationRow = {
          ...reached,
          after: next,
          changed: reached.changed + changed,
          pages: reached.pages + 1,
          doneAt: next === null ? new Date() : null,
        };
        await saveProgress(tx, after);
        return after;
      },
      { deadlineMs: leaseMs },
    );
    if (row.pages % 20 === 0 || row.doneAt) say(`${name}: ${row.changed} rows changed${row.doneAt ? ', done' : ' …'}`);
  }
}
