import { post } from '../debts/debt.ts';
import { pause, unpause } from '../debts/pause.ts';
import { placedAt as now, placedDebt } from '../debts/placed-debt.ts';
import { answerDispute, openDispute } from './dispute.ts';

const disputed = () => openDispute(placedDebt(), 'Not mine', now);
const shownPause = { reason: 'OTHER', days: undefined, changesStatus: true } as const;

test('a dispute stops collection and takes a debt off its plan; opened again it stays the one it is', () => {
  const before = placedDebt({ status: 'OnPaymentPlan', paymentPlanId: 'PP-1-A' });
  const after = openDispute(before, 'Not mine', now);

  expect(after).toMatchObject({ status: 'Disputed', dispute: { reason: 'Not mine', version: 2 }, version: 2 });
  expect(after.paymentPlanId).toBeUndefined();
  expect(openDispute(after, 'Another reason', now)).toBe(after);
});

test('a pause that shows outranks a dispute, which shows when the pause ends', () => {
  const paused = openDispute(pause(placedDebt(), shownPause, {}, now), 'Not mine', now);

  expect(paused.status).toBe('Paused');
  expect(unpause(paused, { changesStatus: true }, now).status).toBe('Disputed');
  expect(answerDispute(paused, 'rejected', now)).toMatchObject({ status: 'Paused' });
});

test.each([
  ['rejected', 'New', undefined],
  ['verified', 'New', undefined],
  ['upheld', 'ClosedByAgency', { status: 'ClosedByAgency' }],
] as const)('a dispute that is %s leaves the debt %s', (answer, status, closing) => {
  const after = answerDispute(disputed(), answer, now);

  expect(after).toMatchObject({ status, answeredDispute: { reason: 'Not mine', answer, answeredAt: now } });
  expect(after.dispute).toBeUndefined();
  expect(after.closing?.status).toBe(closing?.status);
  expect(answerDispute(after, answer, now)).toBe(after);
});

test('an answered dispute has no second answer, but the debt may be disputed again', () => {
  const rejected = answerDispute(disputed(), 'rejected', now);

  expect(() => answerDispute(rejected, 'upheld', now)).toThrow(expect.objectContaining({ code: 'dispute-not-open' }));
  expect(() => answerDispute(placedDebt(), 'upheld', now)).toThrow(
    expect.objectContaining({ code: 'dispute-not-open' }),
  );
  expect(openDispute(rejected, 'Still not mine', now)).toMatchObject({ status: 'Disputed', version: 4 });
});

test('a paid debt is no longer disputed, and an ended one cannot be', () => {
  const paid = post(disputed(), [{ paymentId: 'PM-0-1', amountCents: 12_000 }], now);

  expect(paid).toMatchObject({ status: 'PaidInFull' });
  expect(paid.dispute).toBeUndefined();
  expect(() => openDispute(paid, 'Not mine', now)).toThrow(expect.objectContaining({ code: 'debt-terminal' }));
});
