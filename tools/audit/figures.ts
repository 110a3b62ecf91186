import { byKey, totalCents, type Facts } from './facts.ts';

type Count = readonly [name: string, times: number];

/** What came of it all, in numbers. */
export type Figures = {
  customers: number;
  owedCents: number;
  recoveredCents: number;
  contacts: number;
  contactsPerDebt: { mean: number; median: number; most: number };
  delivered: Count[];
  refusals: Count[];
  holds: Count[];
  campaigns: Count[];
};

const countBy = (names: readonly string[]): Count[] =>
  [...byKey(names, (name) => name)].map(([name, same]) => [name, same.length] as const).sort(([, a], [, b]) => b - a);

export function figuresOf({ delivered, interactions, debts, payments, guardCustomers, campaigns, people }: Facts): Figures {
  const debtsOf = new Map(interactions.map(({ _id, debtIds }) => [_id, debtIds]));
  const perDebt = new Map(debts.map(({ _id }) => [_id, 0]));
  for (const { interactionId } of delivered)
    for (const debtId of debtsOf.get(interactionId) ?? []) perDebt.set(debtId, (perDebt.get(debtId) ?? 0) + 1);
  const counts = [...perDebt.values()].sort((a, b) => a - b);
  return {
    customers: people.length,
    owedCents: debts.reduce((sum, { toCollect }) => sum + totalCents(toCollect), 0),
    recoveredCents: payments.filter(({ number }) => number > 0).reduce((sum, { amountCents }) => sum + amountCents, 0),
    contacts: delivered.length,
    contactsPerDebt: {
      mean: counts.reduce((a, b) => a + b, 0) / Math.max(counts.length, 1),
      median: counts[Math.floor(counts.length / 2)] ?? 0,
      most: counts.at(-1) ?? 0,
    },
    delivered: countBy(delivered.map(({ channel }) => channel)),
    refusals: countBy(interactions.flatMap(({ blocking }) => blocking.map(({ ruleId, reasonCode }) => ruleId ?? `check: ${reasonCode}`))),
    holds: countBy(guardCustomers.flatMap(({ holds }) => holds.map(({ reason }) => reason))),
    campaigns: countBy(campaigns.map(({ state, endReason }) => (endReason === null ? state : `${state}: ${endReason}`))),
  };
} // prettier-ignore
