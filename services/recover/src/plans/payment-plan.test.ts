import fc from 'fast-check';
import { newDebt } from '../debts/debt.ts';
import { DebtRequest } from '../debts/debt.schema.ts';
import { aDebt } from '../examples.ts';
import { readWire } from '../wire/read-wire.ts';
import { PlanTerms } from './payment-plan.schema.ts';
import {
  cover,
  isActive,
  newPlan,
  nextLookAt,
  overdue,
  revoke,
  statusOf,
  uncover,
  type PaymentPlan,
} from './payment-plan.ts';

const now = new Date('2026-01-05T12:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
const patience = { graceDays: 5, breakAfterLateDays: 30 };
const debt = newDebt(readWire(DebtRequest, aDebt('INV-9001')), 'CR-1-A', 'BO-1-A', now); // owes 12,000 cents

const planOf = (amounts: readonly number[], discountCents = 0, owing = debt): PaymentPlan => {
  const terms = PlanTerms.parse({
    installments: amounts.map((amountCents, i) => ({ amountCents, dueDate: days(30 * (i + 1)).toISOString() })),
    discountCents,
    frequency: 'MONTHLY',
    consent: { time: now.toISOString() },
  });
  return newPlan(terms, owing, { patience, recordedBy: { kind: 'account', id: 'AC-1-A' }, now });
};
const paidCents = ({ installments }: PaymentPlan): number[] => installments.map((each) => each.paidCents);
const card = (at = now) => ({ at, method: 'CARD' as const });

test('a plan is for what is owed less the discount, to the cent', () => {
  expect(planOf([4_000, 4_000, 4_000]).amountToPayCents).toBe(12_000);
  expect(planOf([5_000, 5_000], 2_000).amountToPayCents).toBe(10_000);
  expect(() => planOf([4_000, 4_000, 4_001])).toThrow(expect.objectContaining({ code: 'plan-sum-wrong' }));
});

test('installments are due one after the other', () => {
  const dueDate = now.toISOString();
  const terms = { frequency: 'MONTHLY', consent: { time: dueDate }, installments: [{ dueDate, amountCents: 1 }, { dueDate, amountCents: 1 }] }; // prettier-ignore

  expect(PlanTerms.safeParse(terms).success).toBe(false);
});

test.each<[number, number | null, string]>([
  [-1, null, 'UNPAID'],
  [0, null, 'UNPAID'],
  [0.001, null, 'UNPAID_OVER_DUE'],
  [5, null, 'UNPAID_OVER_DUE'],
  [5.001, null, 'UNPAID_LATE'],
  [400, -10, 'PAID_ON_TIME'],
  [400, 5, 'PAID_ON_TIME'],
  [400, 5.001, 'PAID_LATE'],
])('%d days after the due date, paid at day %j: %s', (day, paidDay, expected) => {
  const installment = { dueAt: now, amountCents: 1, paidCents: paidDay === null ? 0 : 1 };

  const status = statusOf(
    { ...installment, ...(paidDay !== null && { paid: card(days(paidDay)) }) },
    patience,
    days(day),
  );

  expect(status).toBe(expected);
});

test('money covers the earliest open installments, and opens the latest covered ones when it goes back', () => {
  const paid = cover(planOf([4_000, 4_000, 4_000]), 6_000, card(), now);
  const less = uncover(paid, 3_000, now);

  expect(paidCents(paid)).toEqual([4_000, 2_000, 0]);
  expect(paid.installments.map((each) => each.paid?.method)).toEqual(['CARD', undefined, undefined]);
  expect(paidCents(less)).toEqual([3_000, 0, 0]);
  expect(less.installments[0]?.paid).toBeUndefined();
});

test('a plan is over with its last cent, at the time of the last payment', () => {
  const first = cover(planOf([6_000, 6_000]), 6_000, card(days(3)), days(4));
  const last = cover(first, 6_000, card(days(2)), days(5));

  expect(isActive(first)).toBe(true);
  expect(last).toMatchObject({ isFullyPaid: true, inactivatedAt: days(3) });
  expect(nextLookAt(last)).toBeNull();
  expect(() => revoke(last, { reason: 'Too late', revocationReason: 'MISC_REMOVAL' }, now)).toThrow(
    expect.objectContaining({ code: 'plan-ended' }),
  );
});

test('an installment is late once, after its days of grace, and the plan breaks 30 days later', () => {
  const plan = planOf([6_000, 6_000]);
  const lateAt = nextLookAt(plan) ?? now;
  const late = overdue(plan, lateAt);
  const brokenAt = nextLookAt(late.plan) ?? now;

  expect(lateAt.getTime()).toBe(days(35).getTime() + 1);
  expect(overdue(plan, days(35))).toEqual({ plan, late: [], isBroken: false });
  expect(late).toMatchObject({ late: [0], isBroken: false });
  expect(overdue(late.plan, days(36)).late).toEqual([]);
  expect(brokenAt.getTime()).toBe(days(65).getTime() + 1);
  expect(overdue(late.plan, brokenAt).isBroken).toBe(true);
});

test('what is paid late no longer breaks a plan', () => {
  const { plan } = overdue(planOf([6_000, 6_000]), days(36));
  const paid = cover(plan, 6_000, card(days(50)), days(50));

  expect(overdue(paid, days(64))).toMatchObject({ late: [], isBroken: false });
  expect(nextLookAt(paid)?.getTime()).toBe(days(65).getTime() + 1);
});

const parts = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 8 });
const planIn = (amounts: readonly number[]): PaymentPlan => {
  const principalCents = amounts.reduce((sum, amount) => sum + amount, 0);
  return planOf(amounts, 0, { ...debt, balance: { ...debt.balance, principalCents } });
};

test('a payment in any split leaves the same installments open', () => {
  fc.assert(
    fc.property(parts, parts, (amounts, payments) => {
      const plan = planIn(amounts);
      const total = payments.reduce((sum, amount) => sum + amount, 0);

      const split = payments.reduce((sofar, amount) => cover(sofar, amount, card(), now), plan);

      expect(paidCents(split)).toEqual(paidCents(cover(plan, total, card(), now)));
    }),
  );
});

test('covered is what came in less what went back, never more than agreed, and earlier installments first', () => {
  fc.assert(
    fc.property(parts, fc.array(fc.integer({ min: -3_000, max: 3_000 }), { maxLength: 10 }), (amounts, entries) => {
      let expectedCents = 0;
      let plan = planIn(amounts);
      for (const cents of entries) {
        plan = cents >= 0 ? cover(plan, cents, card(), now) : uncover(plan, -cents, now);
        expectedCents = Math.min(Math.max(expectedCents + cents, 0), plan.amountToPayCents);
      }

      const covered = paidCents(plan);
      expect(covered.reduce((sum, cents) => sum + cents, 0)).toBe(expectedCents);
      const firstOpen = plan.installments.findIndex((each) => each.paidCents < each.amountCents);
      const afterIt = firstOpen < 0 ? [] : covered.slice(firstOpen + 1);
      expect(afterIt.every((cents) => cents === 0)).toBe(true);
    }),
  );
});
