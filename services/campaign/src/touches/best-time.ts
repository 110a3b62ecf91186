import { drawnMinute, onThatDay, type TouchWindow } from '../cadence/touch-window.ts';
import type { Reached } from '../customers/customer.ts';
import { referenceZone, withTouch, type Situation } from '../campaigns/situation.ts';
import type { Touch } from './touch.ts';

const minuteMs = 60_000;
/** Not to the minute: nobody should be able to set a watch by it. */
const aroundMinutes = 15;
/** What is read waits to be found when they look again; after they have looked it would wait until tomorrow. */
const readyBeforeMinutes = 30;
/** A refusal at the very end of the hours would leave nothing of the day. */
const beforeTheEndMs = 30 * minuteMs;

type Aimed = Pick<Touch, '_id' | 'channel'>;

/**
 * The time of day at which somebody was last reached, or shortly before, on the day of a window and inside of it. The guard is asked at that
 * minute like at any other: this makes no hour lawful.
 */
export function bestTimeIn(
  { start, end }: TouchWindow,
  reachedAt: Date,
  zone: string,
  { _id: seed, channel }: Aimed,
): Date {
  const early = channel === 'call' ? 0 : readyBeforeMinutes;
  const wished = onThatDay(start, reachedAt, { planned: zone, now: zone });
  const moved =
    wished.getTime() + (drawnMinute(`${seed}:best`, 2 * aroundMinutes + 1) - aroundMinutes - early) * minuteMs;
  const latest = Math.max(start.getTime(), end.getTime() - beforeTheEndMs);
  return new Date(Math.min(Math.max(moved, start.getTime()), latest));
}

const isWanted = ({ campaign, creditor }: Situation): boolean =>
  campaign.bestTime !== false && creditor.bestTime !== false;

/** Only what is planned for a later day: a touch that was moved by a refusal, or is about to be made, stays where it is. */
const mayBeAimed = ({ state, windowStart }: Touch, now: Date): boolean => state === 'planned' && windowStart > now;

const isTheSame = (touch: Touch, { at, how }: Reached): boolean =>
  touch.timeBecause?.at.getTime() === at.getTime() && touch.timeBecause.how === how;

/** Gives the touches of later days the time of day at which the person last opened, answered or wrote something. */
export function aimAtBestTime(situation: Situation, now: Date): Situation {
  const { lastReached } = situation.customer;
  if (!lastReached || !isWanted(situation) || situation.campaign.state === 'ended') return situation;
  const zone = referenceZone(situation);
  return situation.touches
    .filter((touch) => mayBeAimed(touch, now) && !isTheSame(touch, lastReached))
    .reduce((current, touch) => {
      const window = { start: touch.windowStart, end: touch.windowEnd };
      const dueAt = bestTimeIn(window, lastReached.at, zone, touch);
      return withTouch(current, { ...touch, plannedAt: dueAt, dueAt, timeBecause: lastReached });
    }, situation);
}
