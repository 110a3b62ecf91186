import { minuteMs, minuteOf, timeOfDay } from './local-time.ts';
import { spanAt } from './zone-spans.ts';

/** Hours of a day, `HH:mm`; the opening is inside, the closing outside. */
export type Hours = { open: string; close: string };

/** Does the zone's clock stand between opening and closing? */
export function isOpenIn(zone: string, at: number, { open, close }: Hours): boolean {
  const time = timeOfDay(at + spanAt(zone, at).offset);
  return time >= minuteOf(open) * minuteMs && time < minuteOf(close) * minuteMs;
}

/**
 * The next opening of one zone, from a closed moment on. Looked for in stretches of one offset, so a clock set forward
 * over the opening opens at the change, and one set back may open twice.
 */
function nextOpeningIn(zone: string, at: number, hours: Hours): number {
  const opening = minuteOf(hours.open) * minuteMs;
  for (let from = at; ;) {
    const { offset, until } = spanAt(zone, from);
    const next = from + timeOfDay(opening - (from + offset));
    if (next < until) return next;
    if (isOpenIn(zone, until, hours)) return until;
    from = until;
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
