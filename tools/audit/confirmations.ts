import { byKey, type Consumed, type Facts, type Hold } from './facts.ts';

const confirmedWithinMs = 5 * 60_000;

export const isCollection = (theme: string): boolean => theme.startsWith('opsColl');

/** 47 CFR 64.1200(a)(12): soon after the wish, by the same channel, about no debt. */
const confirms = ({ at, channel, theme, debtIds }: Consumed, { placedAt, channels }: Hold): boolean =>
  !isCollection(theme) &&
  debtIds.length === 0 &&
  channels.includes(channel) &&
  at >= placedAt &&
  at.getTime() - placedAt.getTime() <= confirmedWithinMs;

/** The one message for each wish that says it was heard, whatever the hour. */
export function confirmationsOfWishes({ guardCustomers, consumed }: Facts): ReadonlySet<string> {
  const permitsOf = byKey(consumed, ({ customerId }) => customerId);
  const first = guardCustomers.flatMap(({ _id, holds }) =>
    holds.flatMap((hold) => permitsOf.get(_id)?.find((permit) => confirms(permit, hold)) ?? []),
  );
  return new Set(first.map(({ interactionId }) => interactionId));
}
