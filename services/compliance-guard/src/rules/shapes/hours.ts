import {
  addDays,
  instantOf,
  localDate,
  localMinute,
  localText,
  minuteOf,
  startOfDay,
} from '../../places/local-time.ts';
import type { Facts } from '../facts.ts';
import type { Look } from '../look.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

export type Hours = Pick<RuleOf<'hours'>['shape'], 'open' | 'close' | 'weekdays'>;

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

function isOpen(zone: string, at: number, { open, close, weekdays }: Hours): boolean {
  if (weekdays.length > 0 && !weekdays.includes(weekdayOf(localDate(zone, at)))) return true;
  const minute = localMinute(zone, at);
  const [from, until] = [minuteOf(open), minuteOf(close)];
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

function nextOpening(zone: string, at: number, { open, weekdays }: Hours): number {
  const today = localDate(zone, at);
  const tomorrow = addDays(today, 1);
  const opening = instantOf(zone, today, minuteOf(open));
  const next = opening > at ? opening : instantOf(zone, tomorrow, minuteOf(open));
  return weekdays.length > 0 ? Math.min(next, startOfDay(zone, tomorrow)) : next;
}

/** Zones may be so far apart that their hours never meet. */
const roundsMax = 40;

/** The first instant from `at` on that lies in the open hours of every zone; null when there is none. */
export function firstOpen(at: number, hours: Hours, zones: readonly string[]): number | null {
  let candidate = at;
  for (let round = 0; round < roundsMax; round++) {
    const closed = zones.filter((zone) => !isOpen(zone, candidate, hours));
    if (closed.length === 0) return candidate;
    candidate = Math.max(...closed.map((zone) => nextOpening(zone, candidate, hours)));
  }
  return null;
}

/** The zones in which this rule reads the clock. None: nobody can tell what time it is. */
export function zonesOf({ shape }: RuleOf<'hours'>, { zones, contact }: Facts): readonly string[] {
  if (shape.zones === 'fixed') return shape.fixed;
  const own = shape.zones === 'contact-area-code' && contact.zones.length > 0 ? contact.zones : zones;
  return own.length === 0 || shape.fixed.length === 0 ? own : [...new Set([...own, ...shape.fixed])];
}

export function judgeHours(rule: RuleOf<'hours'>, { facts }: Look): Verdict {
  const { asked } = facts;
  if (asked.date) return { outcome: 'notApplicable', detail: 'no time of day was asked about' };
  const zones = zonesOf(rule, facts);
  const against = { outcome: 'against' as const, debtIds: [], isAboutContact: true };
  if (zones.length === 0)
    return {
      ...against,
      detail: 'Nobody can tell what time it is at the customer’s place.',
      evidence: { zones: 0 },
      freeAt: null,
    };
  const { shape } = rule;
  const closed = zones.find((zone) => !isOpen(zone, asked.at, shape));
  if (!closed) return pass(`between ${shape.open} and ${shape.close} in every zone`);
  const local = localText(closed, asked.at);
  return {
    ...against,
    detail: `It is ${local.slice(11, 16)} at the customer’s place (${closed}).`,
    evidence: { localTime: local, zone: closed, allowedFrom: shape.open, allowedUntil: shape.close },
    freeAt: firstOpen(asked.at, shape, zones),
  };
}
