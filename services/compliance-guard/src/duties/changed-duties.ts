import type { Customer } from '../customers/customer.ts';
import type { CustomerRef } from '../customers/customer.store.ts';
import { landmarksOf, merged } from '../customers/landmarks.ts';
import type { Duty } from './duty.ts';
import type { DutyRow } from './duty.store.ts';

/** What contacts and plans tell, as far as duties follow from it. */
const told = ({ made, contacts, landmarks = [] }: Customer): string =>
  JSON.stringify(
    merged([...landmarks, ...made.flatMap((each) => landmarksOf(each, contacts))]).filter(
      ({ fact }) => fact !== 'lastInboundFromItAt',
    ),
  );

const nothingTold = '[]';

export const mayOwe = (customer: Customer): boolean =>
  told(customer) !== nothingTold ||
  customer.facts.length > 0 ||
  customer.debts.some(({ dispute }) => dispute !== undefined);

/** Can this change have given rise to a duty, fulfilled one, or taken one back? Most changes cannot, and cost no look. */
export function mayChangeDuties(before: Customer | undefined, after: Customer): boolean {
  if (after.version === 0 || !(mayOwe(after) || (before && mayOwe(before)))) return false;
  if (!before || before.facts !== after.facts || before.contacts !== after.contacts) return true;
  return before.debts !== after.debts || told(before) !== told(after);
}

/** The rows that are new or other than they were. What is owed no longer, and was not done, is withdrawn. */
export function changedDuties(
  known: readonly DutyRow[],
  owed: readonly Duty[],
  { creditorId, customerId }: CustomerRef,
): DutyRow[] {
  const byId = new Map(known.map((row) => [row._id, row]));
  const standing = owed.map(({ dutyId, ...duty }): DutyRow => {
    const state = duty.doneOn === null ? 'open' : 'fulfilled';
    return { _id: dutyId, creditorId, customerId, ...duty, state, alarmedAt: byId.get(dutyId)?.alarmedAt ?? null };
  });
  const owedIds = new Set(standing.map(({ _id }) => _id));
  const withdrawn = known
    .filter(({ _id, state }) => state === 'open' && !owedIds.has(_id))
    .map((row): DutyRow => ({ ...row, state: 'withdrawn' }));
  return [
    ...standing.filter((row) => {
      const earlier = byId.get(row._id);
      return earlier?.state !== row.state || earlier.doneOn !== row.doneOn;
    }),
    ...withdrawn,
  ];
}
