import { byKey, type Debt, type Facts, type Hold, type Plan, type Violation } from './facts.ts';

const endingStatuses = ['PaidInFull', 'SettledInFull', 'RetractedByCreditor', 'ClosedByAgency', 'Deceased'];
const pausingStatuses = ['Disputed', 'Bankruptcy', 'Fraud', 'Paused'];
const endingHolds = ['cease', 'deceased', 'retracted', 'closed'];
const pausingHolds = ['attorney', 'bankruptcy', 'dispute', 'fraud', 'do-not-interact', 'pause'];
const openStates = ['planned', 'checking', 'sending', 'blocked', 'rescheduled'];

/** A touch that waits for a window may be late by hours; by a day it was forgotten. */
const lateMs = 86_400_000;

const isWhole = ({ channels, contactIds }: Hold): boolean => channels.length === 0 && contactIds.length === 0;
const standsAt = ({ liftedAt, startsAt, endsAt }: Hold, now: Date): boolean =>
  liftedAt === null &&
  (startsAt === undefined || new Date(startsAt) <= now) &&
  (endsAt === null || new Date(endsAt) > now);

function isKept(debt: Debt, plans: readonly Plan[]): boolean {
  const plan = plans.find(({ _id }) => _id === debt.paymentPlanId);
  return plan !== undefined && !plan.isFullyPaid && !plan.installments.some(({ lateSince }) => lateSince);
}

/** A campaign lives only while nothing stands against it, and an ended one wants nothing more. */
export function campaigns({ now, campaigns: all, touches, debts, plans, guardCustomers }: Facts): Violation[] {
  const debtOf = new Map(debts.map((debt) => [debt._id, debt]));
  const holdsOf = new Map(guardCustomers.map(({ _id, holds }) => [_id, holds]));
  const touchesOf = byKey(touches, ({ campaignId }) => campaignId);
  return all.flatMap(({ _id, customerId, debtId, state, endedAt }): Violation[] => {
    const open = (touchesOf.get(_id) ?? []).filter((touch) => openStates.includes(touch.state));
    if (state === 'ended' || endedAt !== null)
      return open.map((touch) => ({ invariant: 'no touch of an ended campaign', what: `${touch._id} is ${touch.state}, and ${_id} has ended` })); // prettier-ignore
    const debt = debtOf.get(debtId);
    const holds = (holdsOf.get(customerId) ?? []).filter(
      (hold) => standsAt(hold, now) && isWhole(hold) && (hold.debtIds.length === 0 || hold.debtIds.includes(debtId)),
    );
    const found: string[] = [];
    if (!debt) found.push(`${_id} lives on ${debtId}, which does not exist`);
    if (debt && endingStatuses.includes(debt.status)) found.push(`${_id} is ${state}, and its debt is ${debt.status}`);
    for (const { reason } of holds.filter((hold) => endingHolds.includes(hold.reason)))
      found.push(`${_id} is ${state} in spite of a hold: ${reason}`);
    if (state === 'running') {
      if (debt && pausingStatuses.includes(debt.status)) found.push(`${_id} runs, and its debt is ${debt.status}`);
      if (debt?.representations?.attorney) found.push(`${_id} runs, and an attorney represents its debt`);
      if (debt?.status === 'OnPaymentPlan' && isKept(debt, plans)) found.push(`${_id} runs, and its plan is kept`);
      for (const { reason } of holds.filter((hold) => pausingHolds.includes(hold.reason)))
        found.push(`${_id} runs in spite of a hold: ${reason}`);
    }
    const forgotten = open.filter(({ dueAt }) => now.getTime() - dueAt.getTime() > lateMs);
    return [
      ...found.map((what) => ({ invariant: 'no campaign in spite of a stop', what })),
      ...forgotten.map((touch) => ({ invariant: 'nothing lost', what: `${touch._id} was due ${touch.dueAt.toISOString()} and is ${touch.state}` })), // prettier-ignore
    ];
  });
}
