import { clockOf, localTime } from '../parts/time.ts';
import type { AnswerTo } from '../answers.ts';

export type Calendar = AnswerTo<'readCalendar'>;
export type Gap = Calendar['gaps'][number];
export type Closing = Gap['closedBy'][number];

/** A stretch of one day, in minutes as clocks there show them; the end of the day is 1,440. */
export type Stretch = { fromMinutes: number; untilMinutes: number; isOpen: boolean; closedBy: readonly Closing[] };
export type Day = { date: string; stretches: Stretch[] };

const dayMinutes = 1_440;

/** The instant at which the day of `at` ends in a zone, also where that day has 23 or 25 hours. */
function endOfDay(at: number, zone: string): number {
  const { date, minutes } = localTime(at, zone);
  let end = at + (dayMinutes - minutes) * 60_000;
  for (let tries = 0; tries < 3; tries++) {
    const there = localTime(end, zone);
    if (there.minutes === 0 && there.date !== date) return end;
    end += there.date === date ? (dayMinutes - there.minutes) * 60_000 : -there.minutes * 60_000;
  }
  return end;
}

/** A calendar day by day, as somebody in that zone sees it. */
export function daysOf({ windows, gaps }: Pick<Calendar, 'windows' | 'gaps'>, zone: string): Day[] {
  const days = new Map<string, Stretch[]>();
  const all = [
    ...windows.map((each) => ({ ...each, isOpen: true, closedBy: [] as readonly Closing[] })),
    ...gaps.map((each) => ({ ...each, isOpen: false })),
  ].sort((a, b) => a.from.localeCompare(b.from));
  for (const { from, until, isOpen, closedBy } of all)
    for (let at = Date.parse(from); at < Date.parse(until);) {
      const end = Math.min(Date.parse(until), endOfDay(at, zone));
      const { date, minutes: fromMinutes } = localTime(at, zone);
      const last = localTime(end, zone);
      const untilMinutes = last.date === date ? last.minutes : dayMinutes;
      days.set(date, [...(days.get(date) ?? []), { fromMinutes, untilMinutes, isOpen, closedBy }]);
      at = end;
    }
  return [...days].map(([date, stretches]) => ({ date, stretches }));
}

const hours = ({ fromMinutes, untilMinutes }: Stretch): string =>
  `${clockOf(fromMinutes)}–${untilMinutes === dayMinutes ? '24:00' : clockOf(untilMinutes)}`;

/** The open hours of a day in words: for those who hear the picture, and for those who want to read it off. */
export function openHours({ stretches }: Day): string {
  const open = stretches.filter(({ isOpen }) => isOpen).map(hours);
  return open.length === 0 ? 'closed' : open.join(', ');
}

export type ClosingRule = Closing & { days: number };

/** Every rule that closes something, and on how many of the days: the widest first. */
export function closingRules(days: readonly Day[]): ClosingRule[] {
  const rules = new Map<string, ClosingRule>();
  for (const { stretches } of days)
    for (const [key, closing] of new Map(
      stretches.flatMap(({ closedBy }) => closedBy).map((each) => [`${each.ruleId}/${each.message}`, each]),
    ))
      rules.set(key, { ...closing, days: (rules.get(key)?.days ?? 0) + 1 });
  return [...rules.values()].sort((a, b) => b.days - a.days);
}
