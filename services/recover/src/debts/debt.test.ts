import fc from 'fast-check';
import { aDebt, usd } from '../examples.ts';
import { readWire } from '../wire/read-wire.ts';
import { debtFacts } from './debt-facts.ts';
import { DebtRequest } from './debt.schema.ts';
import { newDebt, post, type Debt } from './debt.ts';

const now = new Date('2026-01-05T12:00:00Z');
const placed = (over: Record<string, unknown> = {}): Debt =>
  newDebt(readWire(DebtRequest, aDebt('INV-9001', over)), 'CR-1-A', 'BO-1-A', now);
const entry = (amountCents: number, i = 1) => ({ paymentId: `PM-0-${i}`, amountCents });

test.each([
  [true, 43_500, 40_000],
  [false, 53_500, 50_000],
])('credits lower the principal when it is given before them: %s', (before, total, principal) => {
  const debt = placed({
    initialPrincipal: usd(50_000),
    initialInterest: usd(2_500),
    initialFees: usd(1_000),
    initialPaymentsAndCredits: usd(10_000),
    isInitialPrincipalBeforePaymentsAndCredits: before,
  });

  expect(debtFacts(debt, { kind: 'service', id: 'test' })).toMatchObject({
    initialTotalCents: total,
    balanceCents: total,
    itemization: { principalCents: principal + 10_000, paymentsAndCreditsCents: 10_000 },
  });
});

test('a balance of zero ends an open debt, and a return opens it again', () => {
  const paid = post(placed(), [entry(12_000)], now);
  const opened = post(paid, [entry(12_000), entry(-500, 2)], now);

  expect(paid).toMatchObject({ status: 'PaidInFull', version: 2, entriesPosted: 1 });
  expect(opened).toMatchObject({ status: 'New', version: 3, balance: { principalCents: 500 } });
});

test('a part payment changes no status', () => {
  expect(post(placed(), [entry(100)], now).status).toBe('New');
});

test.each(['RetractedByCreditor', 'Bankruptcy', 'Deceased', 'Fraud', 'ClosedByAgency'] as const)(
  'a payment on a debt that ended as %s is recorded and changes nothing else',
  (status) => {
    const debt = post({ ...placed(), status }, [entry(12_000)], now);

    expect(debt).toMatchObject({ status, balance: { principalCents: 0 } });
  },
);

test('what a validation notice itemises always adds up to the balance', () => {
  const amounts = fc.array(fc.integer({ min: -9_000, max: 9_000 }), { maxLength: 8 });
  const cents = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(cents, cents, cents, fc.boolean(), amounts, (interest, fees, credits, before, posted) => {
      const debt = placed({
        initialPrincipal: usd(20_000),
        initialInterest: usd(interest),
        initialFees: usd(fees),
        initialPaymentsAndCredits: usd(credits),
        isInitialPrincipalBeforePaymentsAndCredits: before,
      });

      const facts = debtFacts(post(debt, posted.map(entry), now), { kind: 'service', id: 'test' });

      const { principalCents, interestCents, feesCents, paymentsAndCreditsCents } = facts.itemization;
      expect(principalCents + interestCents + feesCents - paymentsAndCreditsCents).toBe(facts.balanceCents);
    }),
  );
});
