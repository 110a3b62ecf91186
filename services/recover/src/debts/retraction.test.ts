import fc from 'fast-check';
import { close } from '../closings/closing.ts';
import { totalCents } from './balance.ts';
import { debtFacts } from './debt-facts.ts';
import { post } from './debt.ts';
import { pause } from './pause.ts';
import { placedAt as now, placedDebt } from './placed-debt.ts';
import { reopen, retract } from './retraction.ts';

const terms = { keepIfOnPaymentPlan: true, keepIfHasDispute: true, skipTerminalValidation: false };
const dispute = { reason: 'Not mine', openedAt: now, version: 1 };
const entry = (amountCents: number, i = 1) => ({ paymentId: `PM-0-${i}`, amountCents });
const buckets = { principalCents: 8_000, interestCents: 0, feesCents: 500, costsCents: 0 };

test.each([
  ['an ended debt', { status: 'PaidInFull' }, terms, 'debt-terminal'],
  ['a debt on a plan', { status: 'OnPaymentPlan', paymentPlanId: 'PP-1-A' }, terms, 'debt-on-plan'],
  [
    'a debt on a plan, whatever is asked',
    { paymentPlanId: 'PP-1-A' },
    { ...terms, keepIfOnPaymentPlan: false },
    'debt-on-plan',
  ],
  ['a disputed debt', { status: 'Disputed', dispute }, terms, 'debt-disputed'],
  ['a disputed debt that shows as paused', { status: 'Paused', dispute }, terms, 'debt-disputed'],
  ['a disputed debt on a plan, for its plan', { dispute, paymentPlanId: 'PP-1-A' }, terms, 'debt-on-plan'],
] as const)('%s is not retracted', (_what, over, asked, code) => {
  expect(() => retract(placedDebt(over), asked, now)).toThrow(expect.objectContaining({ kind: 'rule', code }));
});

test('a retraction ends pause and dispute and keeps its reason', () => {
  const paused = pause(placedDebt({ dispute }), { reason: 'OTHER', days: 9, changesStatus: true }, {}, now);
  const retracted = retract(paused, { ...terms, keepIfHasDispute: false, reason: 'BANKRUPTCY' }, now);

  expect(retracted).toMatchObject({ status: 'RetractedByCreditor', retraction: { reason: 'BANKRUPTCY', version: 3 } });
  expect(retracted.pause ?? retracted.dispute).toBeUndefined();
});

test('with the terminal check skipped an ended debt is retracted, and a retracted one stays as it is', () => {
  const skip = { ...terms, skipTerminalValidation: true };
  const retracted = retract(placedDebt({ status: 'PaidInFull' }), skip, now);

  expect(retracted).toMatchObject({ status: 'RetractedByCreditor', version: 2 });
  expect(retract(retracted, { ...skip, reason: 'again' }, now)).toBe(retracted);
});

test.each(['RetractedByCreditor', 'PaidInFull', 'SettledInFull'] as const)(
  'a debt that is %s is reopened',
  (status) => {
    expect(reopen(placedDebt({ status }), buckets, now)).toMatchObject({
      status: 'New',
      toCollect: buckets,
      version: 2,
    });
  },
);

test.each(['New', 'Paused', 'Disputed', 'Bankruptcy', 'Deceased', 'Fraud', 'ClosedByAgency'] as const)(
  'a debt that is %s is not reopened',
  (status) => {
    expect(() => reopen(placedDebt({ status }), buckets, now)).toThrow(
      expect.objectContaining({ kind: 'conflict', faults: [{ path: 'status', problem: status }] }),
    );
  },
);

test('a debt on a plan is not reopened, and that is told first', () => {
  expect(() => reopen(placedDebt({ paymentPlanId: 'PP-1-A' }), buckets, now)).toThrow(
    expect.objectContaining({ kind: 'malformed', code: 'request-invalid' }),
  );
});

test('what was paid before a reopening counts no more; what comes back of it is owed now, as principal', () => {
  const paid = [entry(15_000)];
  const reopened = reopen(post(placedDebt(), paid, now), buckets, now);
  const back = post(reopened, [...paid, { ...entry(-700, 2), returnedPaymentId: 'PM-0-1' }], now);

  expect(reopened.balance).toEqual({ ...buckets, overchargesCents: 0 });
  expect(back).toMatchObject({ status: 'New', balance: { principalCents: 8_700, feesCents: 500 } });
});

test('what the agency found out stands through a retraction and a reopening', () => {
  const closed = close(placedDebt(), { status: 'Deceased' }, now);
  const retracted = retract(closed, { ...terms, skipTerminalValidation: true }, now);

  expect(reopen(retracted, buckets, now)).toMatchObject({ status: 'New', closing: { status: 'Deceased' } });
});

test('reopened or not, what a validation notice itemises adds up to the balance', () => {
  const cents = fc.integer({ min: 0, max: 20_000 });
  const amounts = fc.array(fc.integer({ min: -9_000, max: 9_000 }), { maxLength: 6 });
  fc.assert(
    fc.property(cents, cents, cents, amounts, amounts, (principal, interest, fees, before, after) => {
      const toCollect = { principalCents: principal + 1, interestCents: interest, feesCents: fees, costsCents: 0 };
      const earlier = before.map((amount, i) => entry(amount, i));
      const ended = { ...earlier.reduce((debt, _entry, i) => post(debt, earlier.slice(0, i + 1), now), placedDebt()) };
      const reopened = reopen({ ...ended, status: 'RetractedByCreditor' }, toCollect, now);
      const all = [...earlier, ...after.map((amount, i) => entry(amount, before.length + i))];
      const debt = after.length > 0 ? post(reopened, all, now) : reopened;

      const { itemization, balanceCents } = debtFacts(debt, { kind: 'service', id: 'test' });

      const { principalCents, interestCents, feesCents, paymentsAndCreditsCents } = itemization;
      expect(principalCents + interestCents + feesCents - paymentsAndCreditsCents).toBe(balanceCents);
      const netCents = after.reduce((sum, amount) => sum + amount, 0);
      expect(balanceCents - debt.balance.overchargesCents).toBe(totalCents(toCollect) - netCents);
    }),
  );
});
