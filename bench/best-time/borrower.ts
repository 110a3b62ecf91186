import { DateTime } from 'luxon';
import { planSchedule, planTouches } from '../../services/campaign/src/campaigns/plan-campaign.ts';
import { withReached } from '../../services/campaign/src/customers/customer.ts';
import { aSituation } from '../../services/campaign/src/testing/situations.ts';
import { aimAtBestTime } from '../../services/campaign/src/touches/best-time.ts';
import type { Touch } from '../../services/campaign/src/touches/touch.ts';

const zone = 'America/New_York';
const begins = DateTime.fromISO('2026-12-01T07:00', { zone });
const hourMs = 3_600_000;
/** Whoever looks so soon after a message reacts to it so often; whoever looks later finds it among others. */
const fresh = { withinMs: 2 * hourMs, chance: 0.4 };
const buried = 0.1;

/** When somebody looks at their messages: about the same time every day, or at any time. */
export type Habit = 'a habit' | 'none';
export type Lived = { touches: number; reached: number; outside: number };

const about = (minute: number, random: () => number): number =>
  minute + (random() + random() + random() - 1.5) * 60; /* within an hour and a half of it, mostly within half of one */
const anyMinute = (random: () => number): number => (8 + random() * 13) * 60;

/** One borrower through the twelve weekly emails of a campaign, each sent at its time: how many of them reached anybody. */
export function live(habit: Habit, bestTime: boolean, nth: number, random: () => number): Lived {
  const usual = anyMinute(random);
  const now = begins.toJSDate();
  const bare = aSituation({ touches: [], campaign: { sms: false, cadence: 'weekly', bestTime } });
  const { schedule } = planSchedule('weekly', ['email'], { timeZone: zone, zones: [zone] }, now);
  const campaign = { ...bare.campaign, schedule };
  let slot = 0;
  let situation = { ...bare, campaign, touches: planTouches(campaign, () => `TO-${nth}-${slot++}`, now) };

  const lived = { touches: situation.touches.length, reached: 0, outside: 0 };
  for (let i = 0; i < lived.touches; i++) {
    const { dueAt, windowStart, windowEnd } = situation.touches[i] as Touch;
    if (dueAt < windowStart || dueAt >= windowEnd) lived.outside++;
    const looks = habit === 'none' ? anyMinute(random) : about(usual, random);
    const [luck, day] = [random(), DateTime.fromJSDate(dueAt, { zone }).startOf('day')];
    const looked = day.plus({ minutes: looks }).toMillis();
    const waited = (looked - dueAt.getTime() + 24 * hourMs) % (24 * hourMs); // who has looked already looks tomorrow
    if (luck >= (waited <= fresh.withinMs ? fresh.chance : buried)) continue;
    lived.reached++;
    const at = new Date(dueAt.getTime() + waited);
    const customer = withReached(situation.customer, { at, how: 'opened' });
    situation = aimAtBestTime({ ...situation, customer }, at) as typeof situation;
  }
  return lived;
}
