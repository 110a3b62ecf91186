import { pause, runOut, unpause, withRemark, type PauseWish } from './pause.ts';
import { placedAt as now, placedDebt } from './placed-debt.ts';

const later = new Date('2026-02-04T12:00:00Z'); // 30 days
const wish = (over: Partial<PauseWish> = {}): PauseWish => ({
  reason: 'TEMPORARY_HARDSHIP',
  days: undefined,
  changesStatus: false,
  ...over,
});
const disputed = { status: 'Disputed', dispute: { reason: 'Not mine', openedAt: now, version: 1 } } as const;
const planned = { status: 'OnPaymentPlan', paymentPlanId: 'PP-1-A' } as const;

test.each([
  ['New', {}],
  ['Disputed', disputed],
  ['OnPaymentPlan', planned],
] as const)('a debt that is %s and shown as paused returns to it', (status, over) => {
  const paused = pause(placedDebt(over), wish({ changesStatus: true }), {}, now);

  expect(paused).toMatchObject({ status: 'Paused', version: 2, pause: { changesStatus: true, version: 2 } });
  expect(unpause(paused, { changesStatus: true }, now)).toMatchObject({ status, version: 3 });
});

test.each([
  ['the dispute', disputed],
  ['the plan', planned],
])('when %s is over by then, it is new', (_what, over) => {
  const {
    dispute: _over,
    paymentPlanId: _gone,
    ...paused
  } = pause(placedDebt(over), wish({ changesStatus: true }), {}, now);

  expect(unpause(paused, { changesStatus: true }, now).status).toBe('New');
});

test.each([true, false])(
  'a pause that does not show leaves the status alone, unpaused with the flag %s',
  (changesStatus) => {
    const paused = pause(placedDebt(disputed), wish(), {}, now);
    const unpaused = unpause(paused, { changesStatus }, now);

    expect([paused.status, unpaused.status]).toEqual(['Disputed', 'Disputed']);
    expect(unpaused.pause).toBeUndefined();
  },
);

test('a status left behind by an unpause without the flag can still be freed, and then nothing is paused', () => {
  const left = unpause(
    pause(placedDebt(disputed), wish({ changesStatus: true }), {}, now),
    { changesStatus: false },
    now,
  );
  const freed = unpause(left, { changesStatus: true }, now);

  expect(left).toMatchObject({ status: 'Paused' });
  expect(freed.status).toBe('Disputed');
  expect(() => unpause(freed, { changesStatus: true }, now)).toThrow(
    expect.objectContaining({ code: 'debt-not-paused' }),
  );
});

test.each([
  ['TEMPORARY_HARDSHIP', 30, {}, later],
  ['TEMPORARY_HARDSHIP', 0, { TEMPORARY_HARDSHIP: 30 }, null],
  ['OTHER', undefined, {}, null],
  ['SCRA', undefined, { SCRA: 30 }, later],
] as const)('%s for %s days, by a default of %j, ends at %s', (reason, days, defaults, endsAt) => {
  expect(pause(placedDebt(), wish({ reason, days }), defaults, now).pause).toMatchObject({ reason, endsAt });
});

test.each([0, 30])('who names a length of %d for a reason that has its own is refused', (days) => {
  expect(() => pause(placedDebt(), wish({ reason: 'SCRA', days }), {}, now)).toThrow(
    expect.objectContaining({ code: 'pause-length-not-allowed', faults: [{ path: 'reason', problem: 'SCRA' }] }),
  );
});

test('an ended debt cannot be paused', () => {
  expect(() => pause(placedDebt({ status: 'Deceased' }), wish(), {}, now)).toThrow(
    expect.objectContaining({ code: 'debt-terminal', faults: [{ path: 'status', problem: 'Deceased' }] }),
  );
});

test.each([
  [true, 'New'],
  [false, 'Paused'],
])('a pause that replaces another ends by its own flag: %s gives %s', (changesStatus, status) => {
  const first = pause(placedDebt(), wish({ changesStatus: true }), {}, now);
  const second = pause(first, wish({ changesStatus, days: 30 }), {}, now);

  expect(second.status).toBe('Paused');
  expect(runOut(second, later)).toMatchObject({ status });
});

test('a pause runs out on time, not before, and not when another or none took its place', () => {
  const timed = pause(placedDebt(), wish({ days: 30 }), {}, now);
  const endless = pause(timed, wish(), {}, now);
  const lifted = unpause(timed, { changesStatus: false }, now);

  expect(runOut(timed, new Date(later.getTime() - 1))).toBe(timed);
  expect(runOut(timed, later).pause).toBeUndefined();
  expect(runOut(endless, later)).toBe(endless);
  expect(runOut(lifted, later)).toBe(lifted);
});

test('a remark becomes the last comment, a blank one none', () => {
  const before = placedDebt();

  expect(withRemark(withRemark(before, 'Lost job'), 'Back at work').placed.comments).toEqual([
    { comment: 'Lost job' },
    { comment: 'Back at work' },
  ]);
  expect(withRemark(before, ' ')).toBe(before);
});
