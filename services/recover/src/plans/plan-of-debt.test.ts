import fc from 'fast-check';
import { totalCents } from '../debts/balance.ts';
import { newDebt, post, type Debt } from '../debts/debt.ts';
import { DebtRequest } from '../debts/debt.schema.ts';
import { openDispute } from '../disputes/dispute.ts';
import { aDebt, usd } from '../examples.ts';
import { PaymentRequest } from '../payments/payment.schema.ts';
import { ledgerEntry, newPayment, type Payment } from '../payments/payment.ts';
import { readWire } from '../wire/read-wire.ts';
import { PlanTerms } from './payment-plan.schema.ts';
import { newPlan, type PaymentPlan } from './payment-plan.ts';
import { payPlan, requirePlannable, revocationReasonOf, withoutPlan, withPlan } from './plan-of-debt.ts';

const now = new Date('2026-01-05T12:00:00Z');
const placed = newDebt(readWire(DebtRequest, aDebt('INV-9001')), 'CR-1-A', 'BO-1-A', now); // owes 12,000 cents

type Books = { debt: Debt; plan: PaymentPlan | null; entries: Payment[] };

const onPlan = (discountCents: number): Books => {
  const terms = PlanTerms.parse({
    installments: [{ amountCents: 12_000 - discountCents, dueDate: '2026-02-01T00:00:00.000Z' }],
    discountCents,
    frequency: 'CUSTOM',
    consent: { time: now.toISOString() },
  });
  const patience = { graceDays: 5, breakAfterLateDays: 30 };
  const plan = newPlan(terms, placed, { patience, recordedBy: { kind: 'account', id: 'AC-1-A' }, now });
  return { debt: withPlan(placed, plan._id, now), plan, entries: [] };
};

/** As a payment is booked: on the plan while the debt is on it, then on the debt. */
function pay({ debt, plan, entries }: Books, cents: number): Books {
  const transactionType = cents > 0 ? 'PAYMENT' : 'REFUND';
  const request = readWire(PaymentRequest, { amount: usd(cents), payee: 'CREDITOR', transactionType });
  const payment = newPayment(request, debt, entries, now);
  const paid = plan && debt.paymentPlanId !== undefined ? payPlan(debt, plan, payment, now) : { debt, plan };
  const ledger = [...entries, payment];
  return { debt: post(paid.debt, ledger.map(ledgerEntry), now), plan: paid.plan, entries: ledger };
}

test.each<[string, number, number[], string, number, boolean]>([
  ['a part keeps the plan running', 0, [5_000], 'OnPaymentPlan', 7_000, false],
  ['all of it pays the debt', 0, [5_000, 7_000], 'PaidInFull', 0, true],
  ['all but the discount settles it', 2_000, [4_000, 6_000], 'SettledInFull', 0, true],
  ['a little more settles it too', 2_000, [10_500], 'SettledInFull', 0, true],
  ['the whole balance at once pays it', 2_000, [12_000], 'PaidInFull', 0, true],
  ['more than the balance pays it', 2_000, [13_000], 'PaidInFull', 0, true],
  ['what went back before has to be paid first', 2_000, [4_000, -3_000, 6_000], 'OnPaymentPlan', 5_000, false],
  ['older money that went back is owed beyond the plan', 0, [-1_000, 12_000], 'New', 1_000, true],
  ['and no discount forgives it', 2_000, [-1_000, 10_000], 'New', 3_000, true],
])('%s', (_name, discountCents, amounts, status, openCents, isFullyPaid) => {
  const { debt, plan } = amounts.reduce(pay, onPlan(discountCents));

  expect(debt.status).toBe(status);
  expect(totalCents(debt.balance)).toBe(openCents);
  expect(plan?.isFullyPaid).toBe(isFullyPaid);
  expect(debt.paymentPlanId === undefined).toBe(isFullyPaid);
});

test('a settlement that bounced is void: what went back is owed as principal, the discount is not', () => {
  const settled = pay(onPlan(2_000), 10_000);
  const bounced = pay(settled, -3_000);

  expect(bounced.debt).toMatchObject({ status: 'New', balance: { principalCents: 3_000, overchargesCents: 0 } });
  expect(pay(bounced, 3_000).debt.status).toBe('PaidInFull');
});

test('a debt off its plan is new again, and one that ended stays as it ended', () => {
  const { debt } = onPlan(0);

  expect(withoutPlan(debt, now)).toMatchObject({ status: 'New', version: debt.version + 1 });
  expect(withoutPlan({ ...debt, status: 'Bankruptcy' }, now).status).toBe('Bankruptcy');
});

test.each<[Partial<Debt>, string]>([
  [{ status: 'ClosedByAgency' }, 'debt-terminal'],
  [{ unsettledCents: 5 }, 'payment-pending'],
])('a debt that is %j takes no plan: %s', (over, code) => {
  expect(() => requirePlannable({ ...placed, ...over })).toThrow(expect.objectContaining({ code }));
});

test('a disputed debt takes no plan, and why a plan ends follows from its debt', () => {
  const disputed = openDispute(placed, 'Not mine', now);

  expect(() => requirePlannable(disputed)).toThrow(expect.objectContaining({ code: 'debt-disputed' }));
  expect(revocationReasonOf(disputed)).toBe('IN_DISPUTE');
  expect(revocationReasonOf({ ...placed, status: 'RetractedByCreditor' })).toBe('CLIENT_RETRACTED');
  expect(revocationReasonOf({ ...placed, status: 'Deceased' })).toBe('CLOSED');
});

const amounts = fc.array(fc.integer({ min: -4_000, max: 6_000 }).filter(Boolean), { maxLength: 12 });

test('whatever comes in and goes back, a debt owes what was placed less what came in and was forgiven', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000 }), amounts, (discountCents, posted) => {
      let books = onPlan(discountCents);
      let [netCents, forgivenCents] = [0, 0];
      for (const cents of posted) {
        books = pay(books, cents);
        netCents += cents;
        const { debt, plan } = books;
        if (debt.status === 'SettledInFull' && forgivenCents === 0) forgivenCents = 12_000 - netCents;

        expect(forgivenCents).toBeLessThanOrEqual(discountCents);
        expect(totalCents(debt.balance) - debt.balance.overchargesCents).toBe(12_000 - netCents - forgivenCents);
        expect(debt.status === 'OnPaymentPlan').toBe(plan?.isFullyPaid === false);
        expect(debt.paymentPlanId !== undefined).toBe(plan?.isFullyPaid === false);
      }
    }),
  );
});
