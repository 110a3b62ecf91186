import fc from 'fast-check';
import { balanceOf, totalCents, type AllocationOrder, type Balance, type LedgerEntry } from './balance.ts';

const placed = { principalCents: 40_000, interestCents: 2_500, feesCents: 1_000, costsCents: 0 };
const entriesOf = (...amounts: number[]): LedgerEntry[] =>
  amounts.map((amountCents, i) => ({ paymentId: `PM-0-${i}`, amountCents }));

const names = ['costs', 'fees', 'interest', 'principal'] as const;

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

test.each<[AllocationOrder, number[]]>([
  [
    ['costs', 'fees', 'interest', 'principal'],
    [38_500, 0, 0, 0],
  ],
  [
    ['principal', 'interest', 'fees', 'costs'],
    [35_000, 2_500, 1_000, 0],
  ],
  [
    ['interest', 'principal', 'costs', 'fees'],
    [37_500, 0, 1_000, 0],
  ],
])('a payment pays %p, in this order', (allocationOrder, expected) => {
  const balance = balanceOf(placed, [{ paymentId: 'PM-0-1', amountCents: 5_000, allocationOrder }]);

  expect(row(balance).slice(0, 4)).toEqual(expected);
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
const order: fc.Arbitrary<AllocationOrder> = fc.shuffledSubarray([...names], { minLength: names.length });
/** Each in an order of its own: a creditor may have changed its mind in between. */
const ledgerOf = (amountCents: fc.Arbitrary<number>): fc.Arbitrary<LedgerEntry[]> =>
  fc
    .array(fc.record({ amountCents, allocationOrder: order }), { maxLength: 12 })
    .map((entries) => entries.map((entry, i) => ({ paymentId: `PM-0-${i}`, ...entry })));
const ledger = ledgerOf(fc.integer({ min: -50_000, max: 50_000 }));
const sumOf = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((sum, { amountCents }) => sum + amountCents, 0);

test('open buckets less overcharges are always what was owed less what came in, and never below zero', () => {
  fc.assert(
    fc.property(buckets, ledger, (toCollect, posted) => {
      const balance = balanceOf(toCollect, posted);

      expect(totalCents(balance) - balance.overchargesCents).toBe(totalCents(toCollect) - sumOf(posted));
      expect(Math.min(totalCents(balance), balance.overchargesCents)).toBe(0);
      expect(Math.min(...Object.values(balance))).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a payment reaches a bucket only when those before it in its order are paid', () => {
  fc.assert(
    fc.property(buckets, cents, order, (toCollect, amountCents, allocationOrder) => {
      const balance = balanceOf(toCollect, [{ paymentId: 'PM-0-1', amountCents, allocationOrder }]);

      const reached = allocationOrder.findLastIndex((name) => balance[`${name}Cents`] < toCollect[`${name}Cents`]);
      for (const name of allocationOrder.slice(0, Math.max(reached, 0))) expect(balance[`${name}Cents`]).toBe(0);
    }),
  );
});

test('a payment and its return leave no trace', () => {
  fc.assert(
    fc.property(buckets, ledger, fc.integer({ min: 1, max: 200_000 }), order, (toCollect, before, amountCents, own) => {
      const payment = { paymentId: 'PM-1-NEW', amountCents, allocationOrder: own };
      const returned = { paymentId: 'PM-2-NEW', amountCents: -amountCents, returnedPaymentId: payment.paymentId };

      expect(balanceOf(toCollect, [...before, payment, returned])).toEqual(balanceOf(toCollect, before));
    }),
  );
});

test('returns that name no payment undo the latest first, step by step', () => {
  fc.assert(
    fc.property(buckets, ledgerOf(fc.integer({ min: 1, max: 50_000 })), (toCollect, paid) => {
      const back = paid.toReversed().map(({ paymentId, amountCents }) => ({ paymentId: `${paymentId}-BACK`, amountCents: -amountCents }));

      for (const [undone] of [...back, null].entries())
        expect(balanceOf(toCollect, [...paid, ...back.slice(0, undone)])).toEqual(
          balanceOf(toCollect, paid.slice(0, paid.length - undone)),
        );
    }),
  );
}); // prettier-ignore

test('while no more went back than came in, no bucket asks for more than it did at first', () => {
  fc.assert(
    fc.property(buckets, ledger, (toCollect, posted) => {
      let netCents = 0;
      const covered = posted.filter(({ amountCents }) => {
        if (netCents + amountCents < 0) return false;
        netCents += amountCents;
        return true;
      });

      const balance = balanceOf(toCollect, covered);

      for (const name of names) expect(balance[`${name}Cents`]).toBeLessThanOrEqual(toCollect[`${name}Cents`]);
    }),
  );
});

test('money in any split ends the same, in every order', () => {
  const paid = fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(buckets, paid, order, (toCollect, amounts, allocationOrder) => {
      const split = entriesOf(...amounts).map((entry) => ({ ...entry, allocationOrder }));
      const whole = { paymentId: 'PM-1-WHOLE', amountCents: sumOf(split), allocationOrder };

      expect(balanceOf(toCollect, split)).toEqual(balanceOf(toCollect, [whole]));
    }),
  );
});
