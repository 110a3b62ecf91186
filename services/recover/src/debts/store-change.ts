import type { DebtPausedV1, DebtUpdatedV1, EventDefinition, RecordedBy } from '@fairdue/contracts';
import { enqueue } from '@fairdue/outbox';
import type { Tx } from '@fairdue/store';
import { schedule } from '@fairdue/timers';
import { liftEndedHolds } from '../holds/lift-ended-holds.ts';
import { endPlanWithDebt } from '../plans/store-plan.ts';
import { debtFacts } from './debt-facts.ts';
import { saveDebt } from './debt.store.ts';
import type { Debt } from './debt.ts';
import { pauseEnd } from './pause-end.ts';

export type DebtFact = EventDefinition<string, (typeof DebtPausedV1 | typeof DebtUpdatedV1)['data']>;

/** What is told of a change: the fact, by whom, and why where they said so. */
export type Telling = { fact: DebtFact; recordedBy: RecordedBy; reason?: string | undefined };

/** A changed debt with everything that follows from it: its fact, the end of its pause and of its plan, the holds that stand no longer. */
export async function storeChange(tx: Tx, before: Debt, after: Debt, { fact, recordedBy, reason }: Telling) {
  await saveDebt(tx, after);
  const { _id: id, creditorId, pause } = after;
  if (pause?.endsAt && pause !== before.pause)
    await schedule(tx, pauseEnd, [{ id, key: id, dueAt: pause.endsAt, data: { creditorId } }]);
  await endPlanWithDebt(tx, before, after, recordedBy);
  await liftEndedHolds(tx, before, after, recordedBy);
  const facts = debtFacts(after, recordedBy);
  await enqueue(tx, fact, after.lastModified, reason === undefined ? facts : { ...facts, reason });
}
