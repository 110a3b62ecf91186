import { pause } from '../debts/pause.ts';
import { placedAt as now, placedDebt } from '../debts/placed-debt.ts';
import { openDispute } from '../disputes/dispute.ts';
import { close, closedStatuses } from './closing.ts';

test.each(closedStatuses)('%s ends a debt with its pause, dispute and plan, and is said once', (status) => {
  const paused = pause(
    placedDebt({ paymentPlanId: 'PP-1-A' }),
    { reason: 'OTHER', days: 9, changesStatus: true },
    {},
    now,
  );
  const closed = close(openDispute(paused, 'Not mine', now), { status, reason: 'Court notice' }, now);

  expect(closed).toMatchObject({ status, closing: { status, reason: 'Court notice', at: now, version: 4 } });
  expect([closed.pause, closed.dispute, closed.paymentPlanId]).toEqual([undefined, undefined, undefined]);
  expect(close(closed, { status }, now)).toBe(closed);
});

test.each(['PaidInFull', 'RetractedByCreditor', 'Bankruptcy'] as const)(
  'a debt that is %s is not closed again',
  (status) => {
    expect(() => close(placedDebt({ status }), { status: 'Deceased' }, now)).toThrow(
      expect.objectContaining({ code: 'debt-terminal' }),
    );
  },
);
