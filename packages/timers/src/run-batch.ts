import type { Connection } from '@fairdue/store';
import { withoutValues, type Log, type Metrics } from '@fairdue/telemetry';
import { postpone, settleRows } from './settle.ts';
import { tracesOfRows } from './row-traces.ts';
import { rowOf, type StoredTimer } from './timer.store.ts';
import { doneAndRetried } from './timer-metrics.ts';
import type { Work } from './work.ts';

type Batch = {
  service: string;
  db: Connection;
  work: Work;
  rows: readonly StoredTimer[];
  log: Log;
  metrics: Metrics;
  signal: AbortSignal;
};

/** After this long, a row that fails while others of its kind succeed is a fault of its own, and stands aside. */
const faultyAfterMs = 15 * 60_000;

export async function runBatch(batch: Batch): Promise<void> {
  const { service, work, rows } = batch;
  const traces = tracesOfRows(service, work, rows);
  const failed = new Set(rows.map(({ _id }) => _id));
  try {
    const failures = await traces.run(() => workOff(batch));
    failed.clear();
    for (const { row } of failures) failed.add(row._id);
  } finally {
    traces.end(failed);
  }
}

type Failure = { row: StoredTimer; cause: string; retryAt?: Date };

async function workOff({ db, work, rows, log, metrics, signal }: Batch): Promise<readonly Failure[]> {
  const { name: kind } = work.kind;
  const { done, retried } = doneAndRetried(metrics);
  const failures: Failure[] = [];
  let succeeded = 0;

  if (work.apply) {
    const failed = await settleRows(db, rows, (tx, taken) => work.apply?.(tx, taken.map(rowOf)) ?? Promise.resolve());
    failures.push(...failed.map(({ row, error }) => ({ row, cause: causeOf(error) })));
    succeeded = rows.length - failed.length;
  } else if (work.run) {
    const heads = firstOfEachKey(rows);
    const outcomes = new Map((await work.run(heads.map(rowOf), { signal })).map((outcome) => [outcome.id, outcome]));
    const finished = heads.filter((row) => 'done' in (outcomes.get(rowOf(row).id) ?? {}));
    for (const row of heads) {
      const outcome = outcomes.get(rowOf(row).id);
      if (!outcome) failures.push({ row, cause: 'the job gave no outcome' });
      else if ('retryAt' in outcome) failures.push({ row, cause: outcome.cause, retryAt: outcome.retryAt });
    }
    const failed = await settleRows(db, finished, async (tx, taken) => {
      for (const row of taken) {
        const outcome = outcomes.get(rowOf(row).id);
        if (outcome && 'done' in outcome) await outcome.done(tx);
      }
    });
    failures.push(...failed.map(({ row, error }) => ({ row, cause: causeOf(error) })));
    succeeded = finished.length - failed.length;
  }

  done.inc({ kind }, succeeded);
  if (failures.length === 0) return failures;
  retried.inc({ kind }, failures.length);
  const judged = failures.map((failure) => ({ ...failure, faulty: succeeded > 0 && isOld(failure.row) }));
  for (const { row, cause, faulty } of judged) {
    const line = { kind, id: row._id, attempts: row.attempts + 1, cause };
    if (faulty) log.error(line, 'a timer stands aside as faulty: see its cause, then redrive it');
    else log.warn(line, 'a timer will be tried again');
  }
  await postpone(db, judged);
  return failures;
}

const isOld = (row: StoredTimer): boolean =>
  row.failingSince !== null && Date.now() - row.failingSince.getTime() > faultyAfterMs;
/** It is kept, logged, and told by the service's health: of nobody. */
const causeOf = (error: unknown): string => withoutValues(error instanceof Error ? error.message : error);

/** A job asks elsewhere, so a key's second row waits until the first one's effect is stored. */
function firstOfEachKey(rows: readonly StoredTimer[]): StoredTimer[] {
  const seen = new Set<string>();
  return rows.filter(({ key }) => !seen.has(key) && seen.add(key));
}
