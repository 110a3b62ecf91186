import { confirmationsOfWishes, isCollection } from './confirmations.ts';
import { byKey, type Consumed, type Facts, type Hold, type Violation } from './facts.ts';
import { made } from './made.ts';

const instant = (value: Date | string): number => new Date(value).getTime();

/** None, or one of these. */
const meets = (named: readonly string[], of: readonly string[]): boolean =>
  named.length === 0 || of.some((each) => named.includes(each));

function forbids(hold: Hold, { at, channel, contactId, debtIds, theme }: Consumed): boolean {
  const now = at.getTime();
  const stands =
    hold.placedAt.getTime() < now &&
    (hold.liftedAt === null || hold.liftedAt.getTime() > now) &&
    (hold.startsAt === undefined || instant(hold.startsAt) <= now) &&
    (hold.endsAt === null || instant(hold.endsAt) > now);
  return (
    stands &&
    (hold.themes === 'all' || isCollection(theme)) &&
    meets(hold.channels, [channel]) &&
    meets(hold.contactIds, contactId === null ? [] : [contactId]) &&
    meets(hold.debtIds, debtIds)
  );
}

/** Nobody is contacted after a stop: by the guard’s own holds, and by when the platform had said that it heard. */
export function silence(facts: Facts): Violation[] {
  const { guardCustomers, delivered, accepted } = facts;
  const confirmations = confirmationsOfWishes(facts);
  const files = new Map(delivered.map((each) => [each.interactionId, each]));
  const madeOf = byKey(made(facts), ({ customerId }) => customerId);
  const underHold = guardCustomers.flatMap(({ _id, holds }) =>
    holds.flatMap((hold) =>
      (madeOf.get(_id) ?? [])
        .filter((permit) => forbids(hold, permit) && !confirmations.has(permit.interactionId))
        .map(({ interactionId }) => `${interactionId} went to ${_id} in spite of ${hold.holdId} (${hold.reason})`),
    ),
  );
  const afterWord = accepted.flatMap((each) => {
    if (each.what !== 'silence') return [];
    return (madeOf.get(each.customerId) ?? [])
      .filter(({ channel, theme }) => each.channels.includes(channel) && isCollection(theme))
      .filter(({ interactionId }) => (files.get(interactionId)?.takenAt ?? 0) > each.confirmedAt)
      .map(({ interactionId, channel }) => `${interactionId} (${channel}) reached ${each.customerId} after a confirmed stop`); // prettier-ignore
  });
  return [...underHold, ...afterWord].map((what) => ({ invariant: 'silence', what }));
}
