import { failedPreChecks } from '../decisions/pre-checks.ts';
import { addDays, instantOf, localDate, minuteMs, minuteOf } from '../places/local-time.ts';
import { objections } from '../rules/evaluate.ts';
import type { Facts } from '../rules/facts.ts';
import { askedAt } from '../rules/next-allowed.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import { statedTime } from '../rules/shapes/stated-times.ts';

/** What stands against contact: a rule, or, without one, what is checked before any. */
export type Closing = {
  ruleId: string | null;
  reasonCode: string;
  message: string;
  citations: { authority: string; reference: string }[];
};

/** From inclusive, until exclusive; lawful when nothing closes it. */
export type Stretch = { from: number; until: number; closedBy: readonly Closing[] };

const hourMs = 60 * minuteMs;

/** Every time of day at which some rule or wish of the customer opens or closes. */
function clockMarks({ rules }: Ruleset, { recorded }: Facts): number[] {
  const marks = new Set([0]);
  for (const { shape } of rules)
    if (shape.kind === 'hours') for (const clock of [shape.open, shape.close]) marks.add(minuteOf(clock));
  for (const { value } of recorded)
    for (const text of Array.isArray(value) ? (value as readonly string[]) : []) {
      const [, , ...clock] = statedTime.exec(text) ?? [];
      if (clock.length > 0) for (const i of [0, 2]) marks.add(minuteOf(`${clock[i]}:${clock[i + 1]}`));
    }
  return [...marks];
}

/** Where the answer may change: those times of day in every zone, ends of facts and holds, and every full hour. */
function moments(ruleset: Ruleset, facts: Facts, from: number, until: number): number[] {
  const all: (number | null | undefined)[] = [from];
  const marks = clockMarks(ruleset, facts);
  for (const zone of facts.zones)
    for (let date = localDate(zone, from); instantOf(zone, date, 0) < until; date = addDays(date, 1))
      for (const mark of marks) all.push(instantOf(zone, date, mark));
  for (const fact of facts.recorded) all.push(fact.from, fact.until);
  for (const stop of facts.stops) all.push(stop.startsAt, stop.endsAt);
  for (let at = Math.ceil(from / hourMs) * hourMs; at < until; at += hourMs) all.push(at);
  const inside = all.filter((at): at is number => typeof at === 'number' && at >= from && at < until);
  return [...new Set(inside)].sort((a, b) => a - b);
}

function closingsAt(ruleset: Ruleset, facts: Facts, at: number): Closing[] {
  const then = askedAt(facts, at);
  const checks = failedPreChecks(then).map(({ code, message }) => ({
    ruleId: null,
    reasonCode: code,
    message,
    citations: [],
  }));
  const rules = objections(ruleset, then);
  return [
    ...checks,
    ...rules.map(({ rule: { id, reasonCode, message, name, citations } }) => ({
      ruleId: id,
      reasonCode,
      message: message ?? name,
      citations: [...citations],
    })),
  ];
}

const keyOf = (closings: readonly Closing[]): string =>
  closings.map(({ ruleId, reasonCode }) => ruleId ?? reasonCode).join(' ');

/**
 * The time from one moment to another, cut wherever what stands against contact changes, to the minute. By the facts of
 * now: a contact made meanwhile may close more.
 */
export function calendar(ruleset: Ruleset, facts: Facts, from: number, until: number): Stretch[] {
  const stretches: Stretch[] = [];
  const open = (at: number, closedBy: readonly Closing[]) => stretches.push({ from: at, until, closedBy });
  let known = closingsAt(ruleset, facts, from);
  open(from, known);
  let last = from;
  for (const at of moments(ruleset, facts, from, until)) {
    const closings = closingsAt(ruleset, facts, at);
    if (keyOf(closings) !== keyOf(known)) {
      open(changeBetween(ruleset, facts, last, at, keyOf(known)), closings);
      known = closings;
    }
    last = at;
  }
  return stretches.map((each, i) => ({ ...each, until: stretches[i + 1]?.from ?? until }));
}

/** The first whole minute after `before` at which it is not as it was; `after` at the latest. */
function changeBetween(ruleset: Ruleset, facts: Facts, before: number, after: number, was: string): number {
  let [low, high] = [before, after];
  for (;;) {
    const middle = Math.floor((low + high) / 2 / minuteMs) * minuteMs;
    if (middle <= low || middle >= high) return high;
    if (keyOf(closingsAt(ruleset, facts, middle)) === was) low = middle;
    else high = middle;
  }
}
