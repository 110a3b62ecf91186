import type { RecordedFact } from '../rules/facts.ts';
import type { CustomerFact } from './customer.ts';

type Time = { from: number; until: number };

const keyOf = ({ name, of }: Pick<CustomerFact, 'name' | 'of'>): string => `${name} ${of ?? ''}`;
const timeOf = ({ from, until }: CustomerFact): Time => ({ from: from.getTime(), until: until?.getTime() ?? Infinity });

/** What is left of a time when another is taken out of it: nothing, one part, or one on each side. */
const without = (time: Time, taken: Time): Time[] =>
  [
    { from: time.from, until: Math.min(time.until, taken.from) },
    { from: Math.max(time.from, taken.until), until: time.until },
  ].filter(({ from, until }) => from < until);

/** In the order in which they became known. Of those from one instant the later time wins, whatever order they stand in. */
const inOrder = (facts: readonly CustomerFact[]): CustomerFact[] =>
  facts.toSorted(
    (a, b) =>
      a.recordedAt.getTime() - b.recordedAt.getTime() ||
      a.from.getTime() - b.from.getTime() ||
      (JSON.stringify(a.value) < JSON.stringify(b.value) ? -1 : 1),
  );

type Left = { fact: CustomerFact; times: readonly Time[] };

/** Of every entry the time for which no later one speaks of the same fact. */
function timesLeft(facts: readonly CustomerFact[]): Left[] {
  const byKey = new Map<string, Left[]>();
  for (const fact of inOrder(facts)) {
    const time = timeOf(fact);
    const earlier = (byKey.get(keyOf(fact)) ?? []).map((left) => ({
      fact: left.fact,
      times: left.times.flatMap((each) => without(each, time)),
    }));
    byKey.set(keyOf(fact), [...earlier, { fact, times: [time] }]);
  }
  return [...byKey.values()].flat();
}

type Standing = Pick<CustomerFact, 'name' | 'of' | 'value'> & Time;

/**
 * Every word on record for the time for which it stands: a later word replaces an earlier one for the time it speaks of.
 * One without a value stands, too, and says that nothing is known.
 */
export const standing = (facts: readonly CustomerFact[]): Standing[] =>
  timesLeft(facts).flatMap(({ fact: { name, of, value }, times }) =>
    times.map((time) => ({ name, of, value, ...time })),
  );

/**
 * What was on record of every fact at that knowledge time: a later word replaces an earlier one for the time it speaks
 * of, and one without a value ends it.
 */
export function knownFacts(facts: readonly CustomerFact[], knownAt: number): RecordedFact[] {
  if (facts.length === 0) return [];
  return standing(facts.filter(({ recordedAt }) => recordedAt.getTime() <= knownAt)).flatMap(
    ({ value, until, ...fact }) =>
      value === null ? [] : [{ ...fact, value, until: until === Infinity ? null : until }],
  );
}

/** Without entries of which later ones have replaced everything. What is known now stays the same. */
export const withoutReplaced = (facts: readonly CustomerFact[]): CustomerFact[] => {
  const standing = new Set(timesLeft(facts).flatMap(({ fact, times }) => (times.length > 0 ? [fact] : [])));
  return facts.filter((fact) => standing.has(fact));
};
