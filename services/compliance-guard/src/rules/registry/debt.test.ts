import { known } from '../condition.ts';
import type { AskedDebt } from '../facts.ts';
import type { FactName } from '../fact-registry.ts';
import { lookAt } from '../look.ts';
import { anAsk, someFacts } from '../some-facts.ts';

const dispute = { openedAt: '2026-11-02T12:00:00.000Z', answer: 'verified', answeredAt: '2026-11-20T12:00:00.000Z' };
const rejected = { ...dispute, answer: 'rejected' };

const look = (at: string, over: Partial<AskedDebt>) => {
  const debt = { debtId: 'LN-1-A', status: 'New' as const, defaultDate: null, itemizationDate: null, ...over };
  return lookAt(someFacts(anAsk({ at }), { debts: [debt] }));
};

test.each([
  ['disputedAt', { dispute }, dispute.openedAt],
  ['disputeVerifiedAt', { dispute }, dispute.answeredAt],
  ['disputeVerifiedAt', { dispute: rejected }, undefined],
  ['lastPaymentDate', { lastPaidAt: '2026-11-25T12:00:00.000Z' }, '2026-11-25T12:00:00.000Z'],
  ['chargeOffDate', { chargeOffDate: '2025-06-30' }, '2025-06-30'],
  ['chargeOffDate', {}, undefined],
  ['paidOrSettled', { status: 'SettledInFull' }, true],
  ['paidOrSettled', { status: 'Disputed' }, undefined],
  ['timeBarred', { outOfStatute: { flag: false } }, 'no'],
  ['timeBarred', { outOfStatute: { date: '2026-12-01' } }, 'yes'],
  ['timeBarred', { outOfStatute: { date: '2026-12-02' } }, 'no'],
] as const)('%s of a debt with %j is %s', (name: FactName, over, value) => {
  expect(known(name, look('2026-12-01T15:00:00Z', over), 'LN-1-A')?.value).toEqual(value);
});

test('what happened after the moment asked about is not known at it, and the answer changes when it happens', () => {
  const before = look('2026-11-10T12:00:00Z', { dispute });

  expect(known('disputeVerifiedAt', before, 'LN-1-A')).toBeUndefined();
  expect(before.changesAt).toBe(Date.parse(dispute.answeredAt));
});
