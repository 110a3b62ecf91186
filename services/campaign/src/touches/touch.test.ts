import { aSituation, aTouch } from '../testing/situations.ts';
import { step } from './step-touch.ts';
import { isOpen, isWaiting, move, moves, type TouchSignal, type TouchState } from './touch.ts';

const signals = [
  'fell-due', 'permitted', 'sent', 'failed', 'blocked', 'postponed', 'redirected', 'skipped', 'cancelled',
] as const satisfies TouchSignal[]; // prettier-ignore

/** Written out by hand, and not derived from what it tests: a row per state, a column per signal, in the order above. */
const matrix: Record<TouchState, (TouchState | '·')[]> = {
  //           fell-due    permitted  sent    failed    blocked    postponed      redirected  skipped    cancelled
  planned:     ['checking', '·',       '·',    '·',      '·',       'rescheduled', '·',        'skipped', 'cancelled'],
  rescheduled: ['checking', '·',       '·',    '·',      '·',       'rescheduled', '·',        'skipped', 'cancelled'],
  checking:    ['·',        'sending', 'sent', 'failed', 'blocked', '·',           '·',        'skipped', 'cancelled'],
  sending:     ['·',        '·',       'sent', 'failed', 'blocked', '·',           '·',        'skipped', 'cancelled'],
  blocked:     ['·',        '·',       '·',    '·',      '·',       'rescheduled', 'checking', 'skipped', 'cancelled'],
  sent:        ['·',        '·',       '·',    'failed', '·',       '·',           '·',        '·',       '·'],
  failed:      ['·',        '·',       '·',    '·',      '·',       'rescheduled', '·',        '·',       '·'],
  skipped:     ['·',        '·',       'sent', '·',      '·',       '·',           '·',        '·',       '·'],
  cancelled:   ['·',        '·',       'sent', '·',      '·',       '·',           '·',        '·',       '·'],
}; // prettier-ignore
const states = Object.keys(matrix) as TouchState[];
const cells = states.flatMap((state) => signals.map((signal, i) => [state, signal, matrix[state][i] ?? '·'] as const));

test.each(cells)('a touch that is %s, told %s: %s', (state, signal, expected) => {
  expect(move(aTouch({ state }), signal)?.state ?? '·').toBe(expected);
});

test('the table knows every state and every signal', () => {
  expect(Object.keys(moves).sort()).toEqual([...states].sort());
  for (const row of Object.values(moves)) expect(Object.keys(row).sort()).toEqual([...signals].sort());
});

const kindOf: Partial<Record<TouchSignal, string>> = {
  'fell-due': 'touch-due', redirected: 'touch-due', sent: 'touch-sent', failed: 'touch-failed',
  postponed: 'touch-rescheduled', skipped: 'touch-skipped', cancelled: 'touch-cancelled',
}; // prettier-ignore
const told = (state: TouchState, signal: TouchSignal) => {
  const touch = aTouch({ state });
  const before = aSituation({ touches: [touch] });
  return { before, after: step(before, touch, signal, { because: 'reg-f-hours' }) };
};

test.each(cells.filter(([, , to]) => to === '·'))('%s and %s: too late, and nothing is told', (state, signal) => {
  const { before, after } = told(state, signal);

  expect(after).toBe(before);
});

test.each(cells.filter(([, , to]) => to !== '·'))('%s and %s: told once', (state, signal) => {
  const kind = kindOf[signal];

  expect(told(state, signal).after.happenings.map((happening) => happening.kind)).toEqual(kind ? [kind] : []);
});

const withReason = cells.filter(([, signal, to]) => to !== '·' && signal !== 'sent' && kindOf[signal] !== undefined);
test.each(withReason)('%s and %s: told with the reason', (state, signal) => {
  expect(JSON.stringify(told(state, signal).after.happenings)).toContain('reg-f-hours');
});

test.each(states.filter((state) => isOpen(aTouch({ state }))))('a touch that is %s can still end', (state) => {
  expect(move(aTouch({ state }), 'cancelled')?.state).toBe('cancelled');
  expect(move(aTouch({ state }), 'skipped')?.state).toBe('skipped');
});

test('a touch falls due only from waiting', () => {
  for (const state of states) expect(Boolean(move(aTouch({ state }), 'fell-due'))).toBe(isWaiting(aTouch({ state })));
});
