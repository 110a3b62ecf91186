import type { RecordedBy } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';
import type { Debt } from '../debts/debt.ts';
import { holdsEnded } from './debt-holds.ts';
import { driveHold } from './drive-holds.ts';

/** What a debt no longer stands for is taken off at the guard, however long the guard is away. */
export async function liftEndedHolds(tx: Tx, before: Debt, after: Debt, recordedBy: RecordedBy): Promise<void> {
  const { creditorId, customerId, version } = after;
  for (const { source } of holdsEnded(before, after))
    await driveHold(tx, { lift: { creditorId, customerId, source: { ...source, version }, recordedBy } });
}
