import type { Clock } from '@fairdue/clock';
import type { Connection } from '@fairdue/store';
import { allShards, timerRows, type StoredTimer } from './timer.store.ts';
import type { Work } from './work.ts';

/** How one kind of work stands. `overdueMs` by the clock it runs on; a row that waits for its next try is not overdue. */
export type Outstanding = {
  kind: string;
  type: Work['type'];
  overdueMs: number;
  /** The longest that one of its oldest rows has been failing, and why. */
  failingSince: Date | null;
  cause: string | null;
  /** Rows that stand aside because they alone kept failing. */
  faulty: number;
};

/** Enough to see one that fails: a kind whose rows fail has them at its head. */
const looksAt = 100;

/** What every kind of work has left undone. A bounded look at each, also where millions of rows wait. */
export async function outstandingWork(db: Connection, work: readonly Work[], clock: Clock): Promise<Outstanding[]> {
  const faulty = await timerRows(db).aggregate<{ _id: string; count: number }>([
    { $match: { faulty: true } },
    { $group: { _id: '$kind', count: { $sum: 1 } } },
  ]);
  return Promise.all(
    work.map(async ({ kind: { name, time }, type }) => {
      const now = time === 'business' ? clock.now() : new Date();
      const rows = await timerRows(db)
        .find({ kind: name, faulty: false, shard: { $in: allShards }, dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(looksAt)
        .lean<StoredTimer[]>();
      const oldest = rows.find(({ heldUntil }) => heldUntil.getTime() <= Date.now());
      const failing = rows
        .filter(({ failingSince }) => failingSince !== null)
        .toSorted((a, b) => Number(a.failingSince) - Number(b.failingSince))[0];
      return {
        ...{ kind: name, type },
        overdueMs: oldest
          ? now.getTime() - Math.max(oldest.dueAt.getTime(), time === 'real' ? oldest.heldUntil.getTime() : 0)
          : 0,
        failingSince: failing?.failingSince ?? null,
        cause: failing?.cause ?? null,
        faulty: faulty.find(({ _id }) => _id === name)?.count ?? 0,
      };
    }),
  );
}
