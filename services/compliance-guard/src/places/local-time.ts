import { spanAt } from './zone-spans.ts';

/** Calendar questions in a named zone. Dates are `YYYY-MM-DD`; instants are milliseconds since 1970. */

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

const dates = new Map<number, string>();
const datesKept = 5_000;
/** Dates have four digits of a year. Whoever writes the last one means for ever, and a day after it is that one. */
const [firstDay, lastDay] = [Date.parse('0001-01-01') / dayMs, Date.parse('9999-12-31') / dayMs];

/** The date of a day counted from 1970; the same few dates are asked for again and again. */
export function dateOfDay(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= datesKept) dates.clear();
  const date = new Date(Math.min(Math.max(day, firstDay), lastDay) * dayMs).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

const days = new Map<string, number>();

/** Days from 1970 to a date. */
export function dayOf(date: string): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  if (days.size >= datesKept) days.clear();
  const day = Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
  days.set(date, day);
  return day;
}

/** Sunday is 0. */
export const weekdayOf = (date: string): number => (dayOf(date) + 4) % 7;

/** Days from 1970 to the local date: for who compares many. */
export const localDay = (zone: string, at: number): number => Math.floor((at + spanAt(zone, at).offset) / dayMs);

export const localDate = (zone: string, at: number): string => dateOfDay(localDay(zone, at));

/** Milliseconds since the clock showed midnight. */
export const timeOfDay = (local: number): number => local - Math.floor(local / dayMs) * dayMs;

export const localMinute = (zone: string, at: number): number =>
  Math.floor(timeOfDay(at + spanAt(zone, at).offset) / minuteMs);

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');

/** Local time with its offset, as people write it: `2025-07-01T21:30:00-07:00`. */
export function localText(zone: string, at: number): string {
  const { offset } = spanAt(zone, at);
  const local = at + offset;
  const seconds = Math.floor(timeOfDay(local) / 1_000);
  const minutes = Math.abs(offset) / minuteMs;
  const clock = `${two(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${dateOfDay(Math.floor(local / dayMs))}T${clock}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** No zone is further from UTC. */
const offsetMaxMs = 26 * 3_600_000;

/** The first instant at which a zone's clock shows that minute of that date, or has passed over it in spring. */
export function instantOf(zone: string, date: string, minute: number): number {
  const wall = dayOf(date) * dayMs + minute * minuteMs;
  let span = spanAt(zone, wall - offsetMaxMs);
  while (wall - span.offset >= span.until) span = spanAt(zone, span.until);
  return Math.max(wall - span.offset, span.from);
}

export const startOfDay = (zone: string, date: string): number => instantOf(zone, date, 0);

export const addDays = (date: string, count: number): string => dateOfDay(dayOf(date) + count);

/** Minutes since midnight of `HH:mm`. Digits by their codes, because hours are read for every question. */
export const minuteOf = (clock: string): number =>
  (clock.charCodeAt(0) * 10 + clock.charCodeAt(1) - 528) * 60 + clock.charCodeAt(3) * 10 + clock.charCodeAt(4) - 528;
