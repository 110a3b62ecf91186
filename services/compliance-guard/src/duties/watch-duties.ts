import { DutyDueSoonV1, DutyEndedV1, DutyOpenedV1 } from '@fairdue/contracts';
import { enqueueAll, fact, type Fact } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { cancelTimers, schedule, timer, type TimerRow, type Work } from '@fairdue/timers';
import type { GuardConfig } from '../config.ts';
import { loadSettings } from '../creditors/creditor-settings.ts';
import type { Customer } from '../customers/customer.ts';
import { loadCustomers, type CustomerRef } from '../customers/customer.store.ts';
import { historySince } from '../customers/history.store.ts';
import { guardOf } from '../permits/guard.ts';
import { changedDuties } from './changed-duties.ts';
import { dutyRulesOf } from './duty-rules.ts';
import { dutyAlarm, dutyLook, dutyLookAgain, dutySweep } from './duty-timers.ts';
import { sweep } from './sweep-duties.ts';
import { dutiesOfCustomers, openDuties, saveDuties, type DutyRow } from './duty.store.ts';
import { dutiesOwed } from './duty.ts';

const hourMs = 3_600_000;

type Again = { ref: CustomerRef; lookAgainAt: Date | null };

/** Each customer has one such moment at most: the next. */
async function lookAgain(tx: Tx, owed: readonly Again[]): Promise<void> {
  const later = owed.flatMap(({ ref: { creditorId, customerId }, lookAgainAt: dueAt }) =>
    dueAt ? [{ id: customerId, key: customerId, dueAt, data: { creditorId } }] : [],
  );
  await schedule(tx, dutyLookAgain, later);
  const never = owed.filter(({ lookAgainAt }) => lookAgainAt === null);
  await cancelTimers(tx, dutyLookAgain, never.map(({ ref }) => ref.customerId)); // prettier-ignore
}

/** What is owed of customers of whom something changed, stored with its alarm; what was done, or never was, without. */
async function look(deps: Deps<GuardConfig>, tx: Tx, rows: readonly TimerRow<{ creditorId: string }>[]) {
  const { now, config } = deps;
  const at = now();
  const refs = rows.map(({ key, data }) => ({ creditorId: data.creditorId, customerId: key }));
  const rules = await guardOf(deps).currentRules.read();
  const known = await dutiesOfCustomers(tx, refs);
  const settingsOf = await loadSettings(
    tx,
    refs.map(({ creditorId }) => creditorId),
  );
  const customers = await loadCustomers(tx, refs);
  const history = await historySince(tx, refs, firstTold([...customers.values()], at));
  const owed = [...customers.values()].map((customer) => {
    const { _id: customerId, creditorId } = customer;
    const asking = {
      settings: settingsOf(creditorId), rules: dutyRulesOf(rules.of(creditorId, at)), history: history.get(customerId) ?? [], now: at,
    }; // prettier-ignore
    return { ref: { creditorId, customerId }, ...dutiesOwed(customer, asking) };
  });
  const changed = owed.flatMap(({ ref, duties }) => changedDuties(known.get(ref.customerId) ?? [], duties, ref));
  await lookAgain(tx, owed);
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
  await enqueueAll(
    tx,
    changed.flatMap((row) => toldOf(row, known.get(row.customerId) ?? [], now())),
  );
}

/** When the first of the contacts was made from which their duties follow. */
const firstTold = (customers: readonly Customer[], now: Date): Date =>
  new Date(Math.min(now.getTime(), ...customers.flatMap(({ made }) => made.map(({ at }) => at.getTime()))));

const dutyFacts = ({ creditorId, customerId, debtId, ruleId, task, dueOn, dueAt }: DutyRow) => ({
  creditorId, customerId, debtId, ruleId, task, dueOn, dueAt: dueAt.toISOString(),
}); // prettier-ignore

/** What was done before anybody could see that it was owed is no fact to anybody. */
function toldOf(row: DutyRow, before: readonly DutyRow[], now: Date): Fact[] {
  const { _id: dutyId, state, doneOn } = row;
  if (state === 'open') return [fact(DutyOpenedV1, now, { dutyId, ...dutyFacts(row) })];
  const wasOpen = before.some((each) => each._id === dutyId && each.state === 'open');
  return wasOpen ? [fact(DutyEndedV1, now, { dutyId, ...dutyFacts(row), end: state, doneOn })] : [];
}

const dueSoon = (row: DutyRow, now: Date) => fact(DutyDueSoonV1, now, dutyFacts(row));

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
  timer(dutyLookAgain, (tx, rows) => look(deps, tx, rows)),
  timer(dutySweep, (tx, rows) => sweep(deps, tx, rows), { batchMax: 4 }),
  timer(dutyAlarm, (tx, rows) => alarm(deps, tx, rows)),
];
