import { aTouch } from '../testing/situations.ts';
import { isOpen, isWaiting, move, type TouchSignal, type TouchState } from './touch.ts';

const states = [
  'planned', 'checking', 'sending', 'sent', 'failed', 'blocked', 'rescheduled', 'skipped', 'cancelled',
] as const satisfies TouchState[]; // prettier-ignore
const signals = [
  'fell-due', 'permitted', 'sent', 'failed', 'blocked', 'postponed', 'redirected', 'skipped', 'cancelled',
] as const satisfies TouchSignal[]; // prettier-ignore

test.each(states.filter((state) => isOpen(aTouch({ state }))))('a touch that is %s can still end', (state) => {
  const touch = aTouch({ state });

  expect(move(touch, 'cancelled')?.state).toBe('cancelled');
  expect(move(touch, 'skipped')?.state).toBe('skipped');
});

test.each(['sent', 'failed', 'skipped', 'cancelled'] as const)('a touch that is %s never begins again', (state) => {
  const reached = signals.flatMap((signal) => move(aTouch({ state }), signal)?.state ?? []);

  expect(reached.filter((next) => isOpen(aTouch({ state: next })))).toEqual([]);
});

test('a touch falls due only from waiting', () => {
  for (const state of states) expect(Boolean(move(aTouch({ state }), 'fell-due'))).toBe(isWaiting(aTouch({ state })));
});

test('what the carrier had already taken counts as sent, even when it was cancelled meanwhile', () => {
  expect(move(aTouch({ state: 'cancelled' }), 'sent')?.state).toBe('sent');
});
