import { addDays, dayMs, localDate, startOfDay } from '../places/local-time.ts';
import { nextOpen } from '../places/open-hours.ts';
import { evaluate, isBlocking, isInScope, type Judged } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Rule, RuleOf } from './rule.ts';

/** Past these a forecast is worth nothing. */
const roundsMax = 30;
const daysMax = 60;

const laterOf = (judged: readonly Judged[]): number | null => {
  const times = judged.filter(isBlocking).map(({ verdict }) => verdict.freeAt);
  return times.every((time) => time !== null) ? Math.max(...times) : null;
};

/** The same question for another moment; a question about a day stays one about a day. */
function askedAt(facts: Facts, at: number): Facts {
  const [zone] = facts.dateZones;
  const { asked } = facts;
  if (!asked.date || !zone) return { ...facts, asked: { ...asked, at } };
  const date = localDate(zone, at);
  return { ...facts, asked: { ...asked, date, at: endOfDay(zone, date) } };
}

/** On a day something is possible when it is possible at its end: what stands against it may have ended by then. */
export const endOfDay = (zone: string, date: string): number => startOfDay(zone, addDays(date, 1)) - 1;

/**
 * The earliest moment at which no rule objects, by the facts of now. Each rule says when it alone would be silent; the
 * latest of these is asked about again, until nothing objects. Null: nobody can tell. A forecast, never a promise.
 */
export function nextAllowedAt(rules: readonly Rule[], facts: Facts, judged: readonly Judged[]): number | null {
  const { at: start } = facts.asked;
  let current = judged;
  let at = start;
  for (let round = 0; round < roundsMax; round++) {
    if (!current.some(isBlocking)) return at;
    const next = laterOf(current);
    if (next === null || next > start + daysMax * dayMs) return null;
    at = next;
    current = evaluate(rules, askedAt(facts, at));
  }
  return null;
}

/** When one reason alone would be gone: a day that begins at night counts from the hour contact is lawful again. */
export function freeAtInHours(rules: readonly Rule[], facts: Facts, { rule, verdict }: Judged): number | null {
  if (verdict.outcome !== 'against' || verdict.freeAt === null) return null;
  if (facts.asked.date || (rule.shape.kind !== 'count' && rule.shape.kind !== 'quiet-after-conversation'))
    return verdict.freeAt;
  const { freeAt } = verdict;
  return rules
    .filter((other): other is RuleOf<'hours'> => other.shape.kind === 'hours' && isInScope(other, facts))
    .filter(({ enforcement }) => enforcement === 'block')
    .reduce<number | null>((time, { shape }) => time && nextOpen(facts.zones, time, shape), freeAt);
}
