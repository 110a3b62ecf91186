import { DutyDueSoonV1 } from '@fairdue/contracts';
import { enqueueAll, fact } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { cancelTimers, schedule, timer, type TimerRow, type Work } from '@fairdue/timers';
import type { GuardConfig } from '../config.ts';
import { loadSettings } from '../creditors/creditor-settings.ts';
import { loadCustomers } from '../customers/customer.store.ts';
import { changedDuties } from './changed-duties.ts';
import { dutyAlarm, dutyLook } from './duty-timers.ts';
import { dutiesOfCustomers, openDuties, saveDuties, type DutyRow } from './duty.store.ts';
import { dutiesOwed } from './duty.ts';

const hourMs = 3_600_000;

/** What is owed of customers of whom something changed, stored with its alarm; what was done, or never was, without. */
async function look({ now, config }: Deps<GuardConfig>, tx: Tx, rows: readonly TimerRow<{ creditorId: string }>[]) {
  const refs = rows.map(({ key, data }) => ({ creditorId: data.creditorId, customerId: key }));
  const known = await dutiesOfCustomers(tx, refs);
  const settingsOf = await loadSettings(
    tx,
    refs.map(({ creditorId }) => creditorId),
  );
  const customers = await loadCustomers(tx, refs);
  const changed = [...customers.values()].flatMap((customer) => {
    const { _id: customerId, creditorId } = customer;
    const owed = dutiesOwed(customer, settingsOf(creditorId), now());
    return changedDuties(known.get(customerId) ?? [], owed, { creditorId, customerId });
  });
  const open = changed.filter(({ state, alarmedAt }) => state === 'open' && alarmedAt === null);
  await saveDuties(tx, changed);
  await schedule(
    tx,
    dutyAlarm,
    open.map(({ _id: id, customerId: key, dueAt, creditorId }) => ({
      id,
      key,
      dueAt: new Date(dueAt.getTime() - config.DUTY_ALARM_HOURS * hourMs),
      data: { creditorId },
    })),
  );
  await cancelTimers(
    tx,
    dutyAlarm,
    changed.filter(({ state }) => state !== 'open').map(({ _id }) => _id),
  );
}

const dueSoon = ({ creditorId, customerId, debtId, ruleId, task, dueOn, dueAt }: DutyRow, now: Date) =>
  fact(DutyDueSoonV1, now, { creditorId, customerId, debtId, ruleId, task, dueOn, dueAt: dueAt.toISOString() });

/** Says once of each duty that is still open that it will soon be late. */
async function alarm(
  { now, metrics }: Deps<GuardConfig>,
  tx: Tx,
  rows: readonly TimerRow<{ creditorId: string }>[],
): Promise<void> {
  const creditorIds = [...new Set(rows.map(({ data }) => data.creditorId))];
  const open = await openDuties(
    tx,
    creditorIds,
    rows.map(({ id }) => id),
  );
  if (open.length === 0) return;
  await saveDuties(
    tx,
    open.map((row) => ({ ...row, alarmedAt: now() })),
  );
  await enqueueAll(
    tx,
    open.map((row) => dueSoon(row, now())),
  );
  const told = metrics.counter(
    'fairdue_guard_duties_due_soon_total',
    'Duties still open shortly before they are late.',
    ['task'],
  );
  tx.afterCommit(() => {
    for (const { task } of open) told.inc({ task });
  });
}

/** Duties follow from what is known of a customer, and are told of before they are late. */
export const watchDuties = (deps: Deps<GuardConfig>): Work[] => [
  timer(dutyLook, (tx, rows) => look(deps, tx, rows)),
  timer(dutyAlarm, (tx, rows) => alarm(deps, tx, rows)),
];
