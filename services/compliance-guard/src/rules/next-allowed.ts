import { addDays, dayMs, localDate, startOfDay } from '../places/local-time.ts';
import { isBlocking, objections, type Judged, type Objection } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Ruleset } from './ruleset.ts';
import type { Rule } from './rule.ts';

/** Past these a forecast is worth nothing. */
const roundsMax = 30;
const daysMax = 60;

const laterOf = (against: readonly Objection[]): number | null => {
  const times = against.map(({ verdict }) => verdict.freeAt);
  return times.every((time) => time !== null) ? Math.max(...times) : null;
};

/** The same question for another moment; a question about a day stays one about a day. */
export function askedAt(facts: Facts, at: number): Facts {
  const [zone] = facts.dateZones;
  const { asked } = facts;
  if (!asked.date || !zone) return { ...facts, asked: { ...asked, at } };
  const date = localDate(zone, at);
  return { ...facts, asked: { ...asked, date, at: endOfDay(zone, date) } };
}

/** On a day something is possible when it is possible at its end: what stands against it may have ended by then. */
export const endOfDay = (zone: string, date: string): number => startOfDay(zone, addDays(date, 1)) - 1;

/**
 * The earliest moment at which no rule objects, by the facts of now. Each rule says until when it objects for certain;
 * the latest of these is asked about again, until nothing objects. Null: nobody can tell. A forecast, never a promise.
 */
export function nextAllowedAt(
  ruleset: Ruleset,
  facts: Facts,
  judged: readonly Judged[],
  matters?: (rule: Rule) => boolean,
): number | null {
  const { at: start } = facts.asked;
  let against = judged.filter(isBlocking).filter(({ rule }) => matters?.(rule) ?? true);
  let at = start;
  for (let round = 0; round < roundsMax; round++) {
    if (against.length === 0) return at;
    const next = laterOf(against);
    if (next === null || next > start + daysMax * dayMs) return null;
    at = next;
    against = objections(ruleset, askedAt(facts, at), matters);
  }
  return null;
}

/** Those end with a day, and a day begins at night: they are over when contact is lawful again. */
const endsWithDay: readonly Rule['shape']['kind'][] = ['count', 'quiet-after', 'wait', 'flag'];

/** When one reason alone would be gone: a day that begins at night counts from the hour contact is lawful again. */
export function freeAtInHours(ruleset: Ruleset, facts: Facts, { rule, verdict }: Judged): number | null {
  if (verdict.outcome !== 'against' || verdict.freeAt === null) return null;
  const withHours = endsWithDay.includes(rule.shape.kind) && !facts.asked.date;
  return nextAllowedAt(
    ruleset,
    facts,
    [{ rule, verdict }],
    (other) => other.id === rule.id || (withHours && other.shape.kind === 'hours'),
  );
}

/** Of a question about a day: the first instant of that day at which contact is allowed, the hours included. */
export function firstAllowedAt(ruleset: Ruleset, facts: Facts): number | null {
  const [zone] = facts.dateZones;
  const { date } = facts.asked;
  if (!date || !zone) return null;
  const instant: Facts = { ...facts, asked: { ...facts.asked, date: null, at: startOfDay(zone, date) } };
  const at = nextAllowedAt(ruleset, instant, objections(ruleset, instant));
  return at !== null && localDate(zone, at) === date ? at : null;
}
