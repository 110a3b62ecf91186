import { z } from 'zod';
import type { HoldFacts, RecordedBy } from '@fairdue/contracts';
import { causeOf } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { job, schedule, timerKind, tryAgain } from '@fairdue/timers';
import type { HoldWish } from './place-hold.ts';

type LiftWish = { creditorId: string; customerId: string; source: HoldFacts['source']; recordedBy: RecordedBy };

/** What the guard has to be told about one source: that it holds, or holds no longer. */
export type HoldTask = { place: HoldWish } | { lift: LiftWish };

const holdTask = timerKind<HoldTask>('drive-hold', { time: 'real' });

/** Tells the guard as soon as it can be told, after everything that was to be told of that customer before. */
export async function driveHold(tx: Tx, task: HoldTask): Promise<void> {
  const { customerId } = 'place' in task ? task.place : task.lift;
  const { key, version } = 'place' in task ? task.place.hold.source : task.lift.source;
  const row = { id: `${key}:${version}`, key: customerId, dueAt: new Date(), data: task };
  await schedule(tx, holdTask, [row]);
}

const Heard = z.object({ holdId: z.string().nullable() });

/** Keyed by its source: told twice, nothing changes. */
const tell = ({ upstream }: Deps, task: HoldTask) =>
  upstream('compliance-guard').call({
    method: 'POST',
    path: 'place' in task ? '/internal/holds' : '/internal/holds/lift',
    creditorId: ('place' in task ? task.place : task.lift).creditorId,
    body: 'place' in task ? { ...task.place, wait: 'none' } : task.lift,
    idempotent: true,
    schema: Heard,
  });

export const driveHolds = (deps: Deps) =>
  job(holdTask, (rows) =>
    Promise.all(
      rows.map(async (row) => {
        try {
          await tell(deps, row.data);
          return { id: row.id, done: () => Promise.resolve() };
        } catch (error) {
          return tryAgain(row, causeOf(error));
        }
      }),
    ),
  );
