import { drawnMinute, windowStartOn } from '../cadence/touch-window.ts';
import { isWaiting, type Touch } from './touch.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const reschedulesMax = 5;
const slipMsMax = 7 * dayMs;

/** The instant before which a touch must be made: within a week, and never in the day before the next slot. */
function slipLimit(touch: Touch, all: readonly Touch[]): number {
  const week = touch.plannedAt.getTime() + slipMsMax + 1;
  const next = all
    .filter((each) => each.slot > touch.slot && isWaiting(each))
    .map(({ plannedAt }) => plannedAt.getTime());
  return Math.min(week, ...next.map((plannedAt) => plannedAt - dayMs));
}

/**
 * When a refused touch may be tried again, or undefined when that is too far off. Missed touches are never made up
 * for: the next slot stays where it is.
 */
export function newDueAt(touch: Touch, all: readonly Touch[], allowedFrom: Date, zone: string): Date | undefined {
  if (touch.reschedules >= reschedulesMax) return undefined;
  const windowStart = windowStartOn(allowedFrom, touch.windowStart, zone);
  const from = windowStart > allowedFrom ? windowStart : allowedFrom;
  const minute = drawnMinute(`${touch._id}:${touch.reschedules}`, 31);
  const dueAt = from.getTime() + minute * 60_000;
  return dueAt < slipLimit(touch, all) ? new Date(dueAt) : undefined;
}

/** A touch that was to be made long ago, because nothing ran meanwhile, is not made together with the ones after it. */
export const cameTooLate = (touch: Touch, all: readonly Touch[], now: Date): boolean =>
  now.getTime() - touch.dueAt.getTime() > hourMs && now.getTime() >= slipLimit(touch, all);
