import { databaseIsAway, transaction, writeRows, type Connection, type Tx } from '@fairdue/store';
import { Unavailable } from '@fairdue/refused';
import { timerRows, type StoredTimer } from './timer.store.ts';

/** Another worker has taken these rows, or they were scheduled anew: whatever was worked out for them is void. */
class RowsGone extends Error {}

const passing = (error: unknown): boolean => error instanceof Unavailable || databaseIsAway(error);

/**
 * Stores the effect and removes the rows in one transaction. When a batch fails, each row is tried alone, so that one
 * faulty row does not stop the rest. Returns the rows that failed by themselves, with the error.
 */
export async function settleRows(
  db: Connection,
  rows: readonly StoredTimer[],
  effect: (tx: Tx, rows: readonly StoredTimer[]) => Promise<void>,
): Promise<{ row: StoredTimer; error: unknown }[]> {
  if (rows.length === 0) return [];
  try {
    await transaction(db, async (tx) => {
      await takeRows(tx, rows);
      await effect(tx, rows);
    });
    return [];
  } catch (error) {
    if (passing(error)) throw error;
    if (rows.length === 1) return error instanceof RowsGone ? [] : rows.map((row) => ({ row, error }));
  }
  const failed: { row: StoredTimer; error: unknown }[] = [];
  for (const row of rows) failed.push(...(await settleRows(db, [row], effect)));
  return failed;
}

/** Removing the row is the fence: of two workers that believe they own it, one finds it gone and stores nothing. */
async function takeRows(tx: Tx, rows: readonly StoredTimer[]): Promise<void> {
  const taken = await writeRows(
    tx,
    timerRows,
    rows.map(({ _id, revision }) => ({ deleteOne: { filter: { _id: _id as never, revision } } })),
  );
  if (taken?.deletedCount !== rows.length) throw new RowsGone();
}

const retryMsMax = 60_000;

/** Puts failed rows back for later, each with its cause. */
export async function postpone(
  db: Connection,
  failures: readonly { row: StoredTimer; cause: string; retryAt?: Date; faulty?: boolean }[],
): Promise<void> {
  if (failures.length === 0) return;
  const now = Date.now();
  await timerRows(db).bulkWrite(
    failures.map(({ row, cause, retryAt, faulty }) => ({
      updateOne: {
        filter: { _id: row._id, revision: row.revision },
        update: {
          $set: {
            heldUntil:
              retryAt ??
              new Date(now + Math.min(retryMsMax, 100 * 2 ** Math.min(row.attempts, 20)) * (0.5 + Math.random())),
            failingSince: row.failingSince ?? new Date(now),
            cause: cause.slice(0, 500),
            faulty: faulty ?? false,
          },
          $inc: { attempts: 1 },
        },
      },
    })),
    { ordered: false },
  );
}
