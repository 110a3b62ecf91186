import fc from 'fast-check';
import { balanceOf, totalCents, type Balance, type LedgerEntry } from './balance.ts';

const placed = { principalCents: 40_000, interestCents: 2_500, feesCents: 1_000, costsCents: 0 };
const entriesOf = (...amounts: number[]): LedgerEntry[] =>
  amounts.map((amountCents, i) => ({ paymentId: `PM-0-${i}`, amountCents }));

const row = (balance: Balance) => [
  balance.principalCents, balance.interestCents, balance.feesCents, balance.costsCents, balance.overchargesCents, totalCents(balance),
]; // prettier-ignore

test.each([
  ['placed', [], [40_000, 2_500, 1_000, 0, 0, 43_500]],
  ['a payment takes fees and interest first', [5_000], [38_500, 0, 0, 0, 0, 38_500]],
  ['its return restores every bucket', [5_000, -5_000], [40_000, 2_500, 1_000, 0, 0, 43_500]],
  ['what is beyond the balance is an overcharge', [5_000, -5_000, 45_000], [0, 0, 0, 0, 1_500, 0]],
  ['a return lowers overcharges first', [5_000, -5_000, 45_000, -2_000], [500, 0, 0, 0, 0, 500]],
  ['paid to zero', [5_000, -5_000, 45_000, -2_000, 500], [0, 0, 0, 0, 0, 0]],
  ['what exceeds all earlier payments is principal', [1_000, -3_000], [42_000, 2_500, 1_000, 0, 0, 45_500]],
])('%s', (_name, amounts, expected) => {
  const balance = balanceOf(placed, entriesOf(...amounts));

  expect(row(balance)).toEqual(expected);
});

test('a returned payment gives back its own parts, not those of the latest', () => {
  const [first, second] = entriesOf(1_000, 10_000) as [LedgerEntry, LedgerEntry];
  const returned = { paymentId: 'PM-0-9', amountCents: -1_000, returnedPaymentId: first.paymentId };

  const balance = balanceOf(placed, [first, second, returned]);

  expect(balance).toMatchObject({ feesCents: 1_000, interestCents: 0, principalCents: 32_500 });
});

test('a payment that was never allocated here comes back as principal', () => {
  const returned = { paymentId: 'PM-0-9', amountCents: -700, returnedPaymentId: 'PM-0-EARLIER' };

  const balance = balanceOf(placed, [...entriesOf(1_000), returned]);

  expect(balance).toMatchObject({ feesCents: 0, principalCents: 40_700 });
});

test('what a settlement forgave is not owed again: money that goes back after it is principal', () => {
  const [first, settling] = entriesOf(1_000, 30_000) as [LedgerEntry, LedgerEntry];
  const back = { paymentId: 'PM-0-9', amountCents: -1_500, returnedPaymentId: first.paymentId };

  const settled = balanceOf(placed, [first, settling], [settling.paymentId]);
  const bounced = balanceOf(placed, [first, settling, back], [settling.paymentId]);

  expect(row(settled)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(row(bounced)).toEqual([1_500, 0, 0, 0, 0, 1_500]);
});

const cents = fc.integer({ min: 0, max: 100_000 });
const buckets = fc.record({ principalCents: cents, interestCents: cents, feesCents: cents, costsCents: cents });
const amounts = fc.array(fc.integer({ min: -50_000, max: 50_000 }), { maxLength: 12 });

test('open buckets less overcharges are always what was owed less what came in, and never below zero', () => {
  fc.assert(
    fc.property(buckets, amounts, (toCollect, posted) => {
      const balance = balanceOf(toCollect, entriesOf(...posted));

      const netCents = posted.reduce((sum, amount) => sum + amount, 0);
      expect(totalCents(balance) - balance.overchargesCents).toBe(totalCents(toCollect) - netCents);
      expect(Math.min(totalCents(balance), balance.overchargesCents)).toBe(0);
      expect(Math.min(...Object.values(balance))).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a payment and its return leave no trace', () => {
  fc.assert(
    fc.property(buckets, amounts, fc.integer({ min: 1, max: 200_000 }), (toCollect, posted, amountCents) => {
      const before = entriesOf(...posted);
      const payment = { paymentId: 'PM-1-NEW', amountCents };
      const returned = { paymentId: 'PM-2-NEW', amountCents: -amountCents, returnedPaymentId: payment.paymentId };

      expect(balanceOf(toCollect, [...before, payment, returned])).toEqual(balanceOf(toCollect, before));
    }),
  );
});

test('while no more went back than came in, no bucket asks for more than it did at first', () => {
  fc.assert(
    fc.property(buckets, amounts, (toCollect, posted) => {
      let netCents = 0;
      const covered = posted.filter((amount) => {
        if (netCents + amount < 0) return false;
        netCents += amount;
        return true;
      });

      const balance = balanceOf(toCollect, entriesOf(...covered));

      for (const bucket of ['principalCents', 'interestCents', 'feesCents', 'costsCents'] as const)
        expect(balance[bucket]).toBeLessThanOrEqual(toCollect[bucket]);
    }),
  );
});

test('money in any split ends the same', () => {
  fc.assert(
    fc.property(buckets, fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 12 }), (toCollect, paid) => {
      const total = paid.reduce((sum, amount) => sum + amount, 0);

      expect(balanceOf(toCollect, entriesOf(...paid))).toEqual(balanceOf(toCollect, entriesOf(total)));
    }),
  );
});
