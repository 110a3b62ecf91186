import { dayMs, minuteMs, minuteOf, timeOfDay } from './local-time.ts';
import { spanAt } from './zone-spans.ts';

/**
 * Hours of a day, `HH:mm`; the opening is inside, the closing outside, and where it is the earlier one the hours go over
 * midnight. On weekdays that are not named (Sunday is 0) everything is open.
 */
export type Hours = { open: string; close: string; weekdays?: readonly number[] };

/** The first day of 1970 was a Thursday. */
const weekdayOf = (local: number): number => (Math.floor(local / dayMs) + 4) % 7;

/** Does the zone's clock stand between opening and closing? */
export function isOpenIn(zone: string, at: number, { open, close, weekdays }: Hours): boolean {
  const local = at + spanAt(zone, at).offset;
  if (weekdays && weekdays.length > 0 && !weekdays.includes(weekdayOf(local))) return true;
  const time = timeOfDay(local);
  const [opening, closing] = [minuteOf(open) * minuteMs, minuteOf(close) * minuteMs];
  return opening < closing ? time >= opening && time < closing : time >= opening || time < closing;
}

/**
 * The next opening of one zone, from a closed moment on. Looked for in stretches of one offset, so a clock set forward
 * over the opening opens at the change, and one set back may open twice.
 */
function nextOpeningIn(zone: string, at: number, hours: Hours): number {
  const opening = minuteOf(hours.open) * minuteMs;
  for (let from = at; ;) {
    const { offset, until } = spanAt(zone, from);
    const local = from + offset;
    const next = from + timeOfDay(opening - local);
    const midnight = hours.weekdays?.length ? from + dayMs - timeOfDay(local) : Infinity;
    const step = Math.min(next, midnight, until);
    if (isOpenIn(zone, step, hours)) return step;
    from = step;
  }
}

/** Zones may be so far apart that their hours never meet. */
const roundsMax = 40;

/** The first instant from `at` on that lies in the open hours of every zone; null when there is none for weeks. */
export function nextOpen(zones: readonly string[], at: number, hours: Hours): number | null {
  let candidate = at;
  for (let round = 0; round < roundsMax; round++) {
    let next = candidate;
    let isOpen = true;
    for (const zone of zones) {
      if (isOpenIn(zone, candidate, hours)) continue;
      isOpen = false;
      next = Math.max(next, nextOpeningIn(zone, candidate, hours));
    }
    if (isOpen) return candidate;
    candidate = next;
  }
  return null;
}
