import type { Connection } from '@fairdue/store';
import { timerRows, type StoredTimer } from './timer.store.ts';
import { wakeTimers } from './wake.ts';

export type FaultyTimer = {
  id: string;
  kind: string;
  key: string;
  dueAt: Date;
  failingSince: Date | null;
  attempts: number;
  cause: string | null;
};

/** Rows that stand aside because they alone kept failing. Their data is not shown: it may be about a person. */
export async function listFaultyTimers(db: Connection, limit = 100): Promise<FaultyTimer[]> {
  const rows = await timerRows(db).find({ faulty: true }).sort({ failingSince: 1 }).limit(limit).lean<StoredTimer[]>();
  return rows.map(({ _id, kind, key, dueAt, failingSince, attempts, cause }) => ({
    id: _id,
    kind,
    key,
    dueAt,
    failingSince,
    attempts,
    cause,
  }));
}

const fromTheStart = { $set: { faulty: false, heldUntil: new Date(0), failingSince: null, attempts: 0 } };

/** Tries all faulty rows of a kind again from the start. Answers how many there were. */
export async function redriveKind(db: Connection, kind: string): Promise<number> {
  const { modifiedCount } = await timerRows(db).updateMany({ kind, faulty: true }, fromTheStart);
  if (modifiedCount > 0) wakeTimers(db, kind, new Date(0));
  return modifiedCount;
}

/** Tries a faulty row again from the start. */
export async function redriveTimer(db: Connection, id: string): Promise<boolean> {
  const row = await timerRows(db).findOneAndUpdate({ _id: id, faulty: true }, fromTheStart).lean<StoredTimer>();
  if (row) wakeTimers(db, row.kind, row.dueAt);
  return row !== null;
}
