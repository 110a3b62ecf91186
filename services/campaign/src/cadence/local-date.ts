import type { Span } from './cadence.ts';

/** A calendar day without a zone, counted from 1970-01-01, so that days can be added without a clock change in between. */
export type DayNumber = number;

const dayMs = 86_400_000;

export const dayNumber = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / dayMs;

export const localDate = (day: DayNumber): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && localDate(dayNumber(text)) === text;

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** A month that is too short gives its last day. */
function addMonths(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / dayMs;
}

export function addSpan(day: DayNumber, { count, unit }: Span, times = 1): DayNumber {
  if (unit === 'month') return addMonths(day, count * times);
  return day + count * times * (unit === 'week' ? 7 : 1);
}

/** The given day of the month that lies `months` after the month of `day`, or that month's last day. */
export function dayOfMonth(day: DayNumber, months: number, monthDay: number): DayNumber {
  const firstOfMonth = dayNumber(`${localDate(day).slice(0, 8)}01`);
  const [from, next] = [addMonths(firstOfMonth, months), addMonths(firstOfMonth, months + 1)];
  return Math.min(from + monthDay, next) - 1;
}
