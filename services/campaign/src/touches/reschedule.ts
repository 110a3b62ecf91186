import { drawnMinute, onThatDay, type Zones } from '../cadence/touch-window.ts';
import type { TouchChannel } from '../cadence/cadence.ts';
import { isWaiting, type Touch } from './touch.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const reschedulesMax = 5;
const slipMsMax = 7 * dayMs;

/** Made, or still to be made: what was skipped or taken back crowds nobody. */
const counts = ({ state }: Touch): boolean => state !== 'skipped' && state !== 'cancelled' && state !== 'failed';

/** The instant before which a touch must be made: within a week, and never in the day before the next slot. */
function slipLimit(touch: Touch, all: readonly Touch[]): number {
  const week = touch.plannedAt.getTime() + slipMsMax + 1;
  const next = all
    .filter((each) => counts(each) && each.plannedAt > touch.plannedAt)
    .map(({ plannedAt }) => plannedAt.getTime());
  return Math.min(week, ...next.map((plannedAt) => plannedAt - dayMs));
}

/**
 * When a touch may be tried again, or undefined when that is too far off. Missed touches are never made up for: the
 * next slot stays where it is. The minute is drawn from the touch's own id, so that a repeat of the same work draws it
 * again.
 */
export function newDueAt(touch: Touch, all: readonly Touch[], allowedFrom: Date, zones: Zones): Date | undefined {
  if (touch.reschedules >= reschedulesMax) return undefined;
  const windowStart = onThatDay(allowedFrom, touch.windowStart, zones);
  const from = windowStart > allowedFrom ? windowStart : allowedFrom;
  const minute = drawnMinute(`${touch._id}:${touch.reschedules}`, 31);
  const dueAt = from.getTime() + minute * 60_000;
  return dueAt < slipLimit(touch, all) ? new Date(dueAt) : undefined;
}

/** Nothing ran for a while when its minute came. */
const isLate = ({ dueAt }: Touch, now: Date): boolean => now.getTime() - dueAt.getTime() > hourMs;

/** A touch that was to be made long ago is not made together with the ones after it. */
export const cameTooLate = (touch: Touch, all: readonly Touch[], now: Date): boolean =>
  isLate(touch, now) && now.getTime() >= slipLimit(touch, all);

/** When the touch's daily hours begin again, of a late one that finds itself outside of them; else undefined. */
export function nextOpening(touch: Touch, now: Date, zones: Zones): Date | undefined {
  if (!isLate(touch, now)) return undefined;
  const opens = onThatDay(now, touch.windowStart, zones);
  const closes = onThatDay(now, touch.windowEnd, zones);
  if (now < opens) return opens;
  return now < closes ? undefined : onThatDay(now, touch.windowStart, zones, 1);
}

/** Is another touch to be made on that channel within a day of now? Then a refused one does not go there as well. */
export const isBusy = (channel: TouchChannel | 'mail', touch: Touch, all: readonly Touch[], now: Date): boolean =>
  all.some(
    (each) =>
      each._id !== touch._id &&
      each.channel === channel &&
      isWaiting(each) &&
      Math.abs(each.dueAt.getTime() - now.getTime()) < dayMs,
  );
