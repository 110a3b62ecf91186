import type { Pattern, Span, TouchChannel } from './cadence.ts';
import { addSpan, dayOfMonth, weekdayOf, type DayNumber } from './local-date.ts';

export type PlannedDay = { day: DayNumber; channel?: TouchChannel };

/** The days of one phase, in order and each once. `lowered`: faster than anybody may be contacted, so slowed down. */
export type PhaseDays = { days: PlannedDay[]; lowered: boolean; spacingAssumed: boolean };

export const touchesPerCampaignMax = 12;
export const touchesPerWeekMax = 3;
const week: Span = { count: 1, unit: 'week' };
const loweredOffsets = [0, 2, 4];

/** A repeating pattern stops after 90 days, or after a year when it comes round every four weeks or more seldom. */
const horizonDays = (every: Span): number => (every.unit === 'month' || daysIn(every) >= 28 ? 365 : 90);

const daysIn = ({ count, unit }: Span): number => count * { day: 1, week: 7, month: 30 }[unit];

/** Every round of a repeating pattern that begins before the horizon. */
function repeat(start: DayNumber, every: Span, offsets: (round: DayNumber) => number[]): PlannedDay[] {
  const end = start + horizonDays(every);
  const days: PlannedDay[] = [];
  for (let i = 0, round = start; round < end; round = addSpan(start, every, ++i))
    for (const offset of offsets(round)) if (round + offset < end) days.push({ day: round + offset });
  return days;
}

function rateDays(start: DayNumber, times: number, every: Span): PhaseDays {
  const period = daysIn(every);
  const lowered = times * 7 > touchesPerWeekMax * period;
  const days = lowered
    ? repeat(start, week, () => loweredOffsets)
    : repeat(start, every, () => Array.from({ length: times }, (_, i) => Math.floor((i * period) / times)));
  return { days, lowered, spacingAssumed: false };
}

/** Three of the named weekdays, spread over them, when there are more than may be used. */
function weekdayDays(start: DayNumber, named: number[]): PhaseDays {
  const weekdays = [...new Set(named)].sort((a, b) => a - b);
  const lowered = weekdays.length > touchesPerWeekMax;
  const kept = lowered
    ? [0, 1, 2].map((i) => weekdays[Math.floor((i * weekdays.length) / touchesPerWeekMax)])
    : weekdays;
  const offsets = kept.map((weekday) => ((weekday ?? 1) - weekdayOf(start) + 7) % 7).sort((a, b) => a - b);
  return { days: repeat(start, week, () => offsets), lowered, spacingAssumed: false };
}

function monthDayDays(start: DayNumber, monthDays: number[]): PlannedDay[] {
  const months = Array.from({ length: 13 }, (_, i) => i);
  const days = months.flatMap((month) => monthDays.map((day) => dayOfMonth(start, month, day)));
  return days.filter((day) => day >= start && day < start + 365).map((day) => ({ day }));
}

const fromZero = (values: number[]): number => (values.includes(0) ? 0 : 1);

function patternDays(pattern: Pattern, start: DayNumber): PhaseDays {
  const list = (days: PlannedDay[]): PhaseDays => ({ days, lowered: false, spacingAssumed: false });
  switch (pattern.kind) {
    case 'days': {
      const first = fromZero(pattern.days.map(({ day }) => day));
      return list(pattern.days.map((listed) => ({ ...listed, day: start + listed.day - first })));
    }
    case 'weeks': {
      const first = fromZero(pattern.weeks);
      return list(pattern.weeks.map((number) => ({ day: start + (number - first) * 7 })));
    }
    case 'after':
      return list(pattern.spans.map((span) => ({ day: addSpan(start, span) })));
    case 'rate':
      return rateDays(start, pattern.times, pattern.every);
    case 'spaced': {
      const times = Math.min(pattern.times, touchesPerCampaignMax);
      const days = Array.from({ length: times }, (_, i) => ({ day: addSpan(start, pattern.apart ?? week, i) }));
      return { ...list(days), spacingAssumed: pattern.apart === null && times > 1 };
    }
    case 'weekdays':
      return weekdayDays(start, pattern.weekdays);
    case 'month-days':
      return list(monthDayDays(start, pattern.days));
  }
}

export function phaseDays(pattern: Pattern, start: DayNumber, lasts: Span | null): PhaseDays {
  const found = patternDays(pattern, start);
  const end = lasts ? addSpan(start, lasts) : Infinity;
  const days = found.days.filter(({ day }) => day < end).sort((a, b) => a.day - b.day);
  return { ...found, days: days.filter(({ day }, i) => day !== days[i - 1]?.day) };
}
