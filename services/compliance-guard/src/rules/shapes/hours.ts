import { instantOf, localDate, localMinute, localText, minuteOf, addDays } from '../../places/local-time.ts';
import type { Facts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

type Hours = { open: string; close: string };

const isOpen = (zone: string, at: number, { open, close }: Hours): boolean => {
  const minute = localMinute(zone, at);
  return minute >= minuteOf(open) && minute < minuteOf(close);
};

function nextOpening(zone: string, at: number, { open }: Hours): number {
  const today = localDate(zone, at);
  const opening = instantOf(zone, today, minuteOf(open));
  return opening > at ? opening : instantOf(zone, addDays(today, 1), minuteOf(open));
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

export function judgeHours(rule: RuleOf<'hours'>, { asked, zones }: Facts): Verdict {
  if (asked.date) return { outcome: 'notApplicable', detail: 'no time of day was asked about' };
  if (zones.length === 0)
    return {
      outcome: 'against',
      detail: 'Nobody can tell what time it is at the customer’s place.',
      debtIds: [],
      isAboutContact: true,
      evidence: { zones: 0 },
      freeAt: null,
    };
  const { shape } = rule;
  const closed = zones.find((zone) => !isOpen(zone, asked.at, shape));
  if (!closed) return pass(`between ${shape.open} and ${shape.close} in every zone`);
  const local = localText(closed, asked.at);
  return {
    outcome: 'against',
    detail: `It is ${local.slice(11, 16)} at the customer’s place (${closed}).`,
    debtIds: [],
    isAboutContact: true,
    evidence: { localTime: local, zone: closed, allowedFrom: shape.open, allowedUntil: shape.close },
    freeAt: firstOpen(asked.at, shape, zones),
  };
}
