import { scheduleAnew, withSchedule } from '../campaigns/plan-anew.ts';
import { at } from '../testing/facts.ts';
import { aSituation, aTouch, now } from '../testing/situations.ts';
import { aimAtBestTime, bestTimeIn } from './best-time.ts';

const zone = 'America/New_York';
const window = { start: at('2026-12-08T15:00:00Z'), end: at('2026-12-08T23:00:00Z') }; // 10:00 to 18:00
const minutesApart = (a: Date, b: Date): number => Math.abs(a.getTime() - b.getTime()) / 60_000;
const next = aTouch({ _id: 'TO-2-2', slot: 2, windowStart: window.start, windowEnd: window.end });
const reached = { at: at('2026-12-03T21:10:00Z'), how: 'opened' } as const; // 16:10

test.each([
  ['email', 'half an hour before', at('2026-12-08T20:40:00Z')],
  ['sms', 'half an hour before', at('2026-12-08T20:40:00Z')],
  ['call', 'at about that time', at('2026-12-08T21:10:00Z')],
] as const)('who opened at ten past four has an %s %s, by their own clock', (channel, _when, about) => {
  const reachedAt = at('2026-10-20T20:10:00Z'); // 16:10 daylight time
  const times = Array.from({ length: 100 }, (_, i) => bestTimeIn(window, reachedAt, zone, { _id: `TO-${i}`, channel }));

  expect(times.every((inWinter) => minutesApart(inWinter, about) <= 15)).toBe(true);
});

test.each([
  ['before the hours', at('2026-12-03T11:00:00Z')],
  ['in the night', at('2026-12-04T04:30:00Z')],
  ['at their very end', at('2026-12-03T22:59:00Z')],
])('whoever was reached %s is written to inside of them', (_, reachedAt) => {
  const times = Array.from({ length: 100 }, (__, i) => bestTimeIn(window, reachedAt, zone, { _id: `TO-${i}`, channel: 'call' }));

  expect(times.every((time) => time >= window.start && minutesApart(time, window.end) >= 30 && time < window.end)).toBe(true);
}); // prettier-ignore

test('touches of later days are aimed, and say why; what is under way, moved or due today stays', () => {
  const today = aTouch({ dueAt: new Date(now.getTime() + 3_600_000) });
  const moved = { ...next, _id: 'TO-3-3', slot: 3, state: 'rescheduled' as const };
  const situation = aSituation({ touches: [today, next, moved], customer: { lastReached: reached } });

  const aimed = aimAtBestTime(situation, now);

  expect(aimed.touches.map((touch, i) => touch === situation.touches[i])).toEqual([true, false, true]);
  expect(aimed.touches[1]).toMatchObject({ state: 'planned', timeBecause: reached });
  expect(minutesApart(aimed.touches[1]?.dueAt ?? now, at('2026-12-08T20:40:00Z'))).toBeLessThanOrEqual(15);
  expect(aimAtBestTime(aimed, now)).toBe(aimed);
});

test('a campaign, and its creditor, can do without; so does one that nobody answered yet', () => {
  const customer = { lastReached: reached };
  const off = aSituation({ touches: [next], customer, campaign: { bestTime: false } });
  const without = aSituation({ touches: [next], customer });
  const offForAll = { ...without, creditor: { ...without.creditor, bestTime: false } };
  const unheard = aSituation({ touches: [next] });

  for (const situation of [off, offForAll, unheard]) expect(aimAtBestTime(situation, now)).toBe(situation);
});

test('the dates of another cadence are aimed as those of the first one were', () => {
  let written = 0;
  const situation = aSituation({ touches: [], customer: { lastReached: reached } });
  const planned = { cadence: 'weekly', ...scheduleAnew(situation, 'weekly', now) };

  const anew = withSchedule(situation, planned, () => `TO-9-${written++}`, now);

  const later = anew.touches.filter(({ windowStart }) => windowStart > now);
  expect(later.length).toBeGreaterThan(1);
  expect(later.every(({ timeBecause }) => timeBecause === reached)).toBe(true);
  expect(anew.happenings).toEqual(anew.touches.map((touch) => ({ kind: 'touch-planned', touch })));
});
