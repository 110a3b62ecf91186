import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { legalTimeOfDay, type TimeOfDay } from './cadence.ts';

export type TouchWindow = { start: Date; end: Date };

const minuteMs = 60_000;

const instants = new Map<string, number>();
const instantsMax = 10_000;

/** Campaigns share days and zones, and asking a calendar costs more than all else of a plan: an answer is kept. */
function instant(date: string, minute: number, zone: string): Date {
  const asked = `${date} ${minute} ${zone}`;
  const known = instants.get(asked);
  if (known !== undefined) return new Date(known);
  const at = DateTime.fromISO(date, { zone }).set({ hour: Math.floor(minute / 60), minute: minute % 60 });
  if (instants.size >= instantsMax) instants.clear();
  instants.set(asked, at.toMillis());
  return at.toJSDate();
}

const localDateOf = (at: Date, zone: string): string =>
  DateTime.fromJSDate(at, { zone }).toISODate() ?? at.toISOString().slice(0, 10);

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/**
 * A day's window in the reference zone, cut to the legal hours of every zone the person may be in. Zones that share no
 * legal minute of it leave it uncut: the guard, which asks again at the moment of contact, is the one that refuses.
 */
export function touchWindow(date: string, { from, to }: TimeOfDay, zones: readonly [string, ...string[]]): TouchWindow {
  const [reference] = zones;
  const wished = { start: instant(date, from, reference), end: instant(date, to, reference) };
  const cut = zones.reduce(
    (window, zone) => ({
      start: later(window.start, instant(date, legalTimeOfDay.from, zone)),
      end: earlier(window.end, instant(date, legalTimeOfDay.to, zone)),
    }),
    wished,
  );
  return cut.start < cut.end ? cut : wished;
}

const leastOfTodayMs = 30 * minuteMs;

/** Day 1: today, unless less than half an hour of today's window is left. */
export function firstDate(now: Date, timeOfDay: TimeOfDay, zones: readonly [string, ...string[]]): string {
  const today = localDateOf(now, zones[0]);
  if (touchWindow(today, timeOfDay, zones).end.getTime() - now.getTime() >= leastOfTodayMs) return today;
  return DateTime.fromISO(today, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? today;
}

/** A minute between 0 and `below` that looks random and is the same whenever it is asked for. */
export const drawnMinute = (seed: string, below: number): number =>
  createHash('sha256').update(seed).digest().readUInt32BE(0) % Math.max(1, below);

/** When a touch wakes: a drawn minute in the first two hours of its window, or of what is left of it today. */
export function dueInWindow({ start, end }: TouchWindow, now: Date, seed: string): Date {
  const from = start < now && now < end ? now : start;
  const minutes = Math.floor(Math.min(120 * minuteMs, end.getTime() - from.getTime()) / minuteMs);
  return new Date(from.getTime() + drawnMinute(seed, minutes) * minuteMs);
}

/** Where a time of day was planned, and where it counts now: a person may have moved since. */
export type Zones = { planned: string; now: string };

/** The same time of day on the local date of `at`, or days after it, whatever the clocks do in the nights between. */
export function onThatDay(at: Date, planned: Date, zones: Zones, daysLater = 0): Date {
  const { hour, minute } = DateTime.fromJSDate(planned, { zone: zones.planned });
  return DateTime.fromJSDate(at, { zone: zones.now })
    .plus({ days: daysLater })
    .set({ hour, minute, second: 0, millisecond: 0 })
    .toJSDate();
}
