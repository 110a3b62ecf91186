import { defaultTimeOfDay } from './cadence.ts';
import { dueInWindow, firstDate, onThatDay, touchWindow } from './touch-window.ts';

const at = (text: string) => new Date(text);

test('a window is local: ten to six in New York, on both sides of a clock change', () => {
  expect(touchWindow('2026-12-01', defaultTimeOfDay, ['America/New_York'])).toEqual({
    start: at('2026-12-01T15:00:00Z'),
    end: at('2026-12-01T23:00:00Z'),
  });
  expect(touchWindow('2026-07-01', defaultTimeOfDay, ['America/New_York']).start).toEqual(at('2026-07-01T14:00:00Z'));
});

test('a second zone cuts the window to hours that are legal in both', () => {
  expect(touchWindow('2026-12-01', defaultTimeOfDay, ['America/New_York', 'America/Los_Angeles'])).toEqual({
    start: at('2026-12-01T16:00:00Z'),
    end: at('2026-12-01T23:00:00Z'),
  });
});

test('day 1 is today while half an hour of the window is left, else tomorrow', () => {
  expect(firstDate(at('2026-12-01T22:30:00Z'), defaultTimeOfDay, ['America/New_York'])).toBe('2026-12-01');
  expect(firstDate(at('2026-12-01T22:31:00Z'), defaultTimeOfDay, ['America/New_York'])).toBe('2026-12-02');
  expect(firstDate(at('2026-12-02T04:30:00Z'), defaultTimeOfDay, ['America/New_York'])).toBe('2026-12-02');
});

test('a touch wakes in the first two hours of its window, always at the same minute', () => {
  const window = touchWindow('2026-12-01', defaultTimeOfDay, ['America/New_York']);
  const due = Array.from({ length: 200 }, (_, i) => dueInWindow(window, at('2026-11-01T00:00:00Z'), `TO-${i}`));

  expect(due.every((when) => when >= window.start && when < at('2026-12-01T17:00:00Z'))).toBe(true);
  expect(dueInWindow(window, at('2026-11-01T00:00:00Z'), 'TO-7')).toEqual(due[7]);
});

test('a touch of today never wakes in the past', () => {
  const now = at('2026-12-01T22:15:00Z');
  const window = touchWindow('2026-12-01', defaultTimeOfDay, ['America/New_York']);

  const due = Array.from({ length: 100 }, (_, i) => dueInWindow(window, now, `TO-${i}`));

  expect(due.every((when) => when >= now && when < window.end)).toBe(true);
});

test('a window keeps its local start when it moves over a clock change', () => {
  const start = at('2026-10-31T14:00:00Z'); // 10:00 daylight time

  const zones = { planned: 'America/New_York', now: 'America/New_York' };
  expect(onThatDay(at('2026-11-02T20:00:00Z'), start, zones)).toEqual(at('2026-11-02T15:00:00Z'));
});
