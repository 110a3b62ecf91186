import { parse } from '@fairdue/http';
import { aDebt, usd } from '../examples.ts';
import { DebtRequest } from '../debts/debt.schema.ts';
import { newDebt } from '../debts/debt.ts';
import { readWire } from '../wire/read-wire.ts';
import { PaymentRequest } from './payment.schema.ts';
import { newPayment, type Payment } from './payment.ts';

const now = new Date('2026-01-05T12:00:00Z');
const debt = newDebt(readWire(DebtRequest, aDebt('INV-9001')), 'CR-1-A', 'BO-1-A', now);
const said = (over: Record<string, unknown>) => ({
  amount: usd(5_000),
  payee: 'CREDITOR',
  transactionType: 'PAYMENT',
  ...over,
});
const paid = (over: Record<string, unknown>, earlier: Payment[] = []) =>
  newPayment(readWire(PaymentRequest, said(over)), debt, earlier, now);
const faultsOf = (over: Record<string, unknown>) => {
  const parsed = parse(PaymentRequest, said(over));
  return 'faults' in parsed ? Object.fromEntries(parsed.faults.map(({ path, problem }) => [path, problem])) : {};
};

test('a payment left to its defaults was made when it was posted', () => {
  expect(paid({})).toMatchObject({ amountCents: 5_000, note: 'Received from the API', paidAt: now, number: 1 });
});

test('both spellings of the payment’s time are read', () => {
  expect(paid({ paymentTimeStamp: 1_719_835_200_000 }).paidAt.getTime()).toBe(1_719_835_200_000);
  expect(paid({ paymentTimestamp: 1_719_835_200_000 }).paidAt.getTime()).toBe(1_719_835_200_000);
});

test.each(['BALANCE_ADJUSTMENT', 'RETURNED_PAYMENT', 'REFUND'])(
  '%s takes either sign and is negative',
  (transactionType) => {
    const earlier = [paid({})];
    const returnedPaymentId = earlier[0]?._id;

    for (const cents of [700, -700])
      expect(paid({ transactionType, amount: usd(cents), returnedPaymentId }, earlier).amountCents).toBe(-700);
  },
);

test.each<[string, Record<string, unknown>, Record<string, string>]>([
  ['an amount other than 0', { amount: usd(0) }, { 'amount.amount': 'must not be 0' }],
  ['a positive amount', { amount: usd(-1) }, { 'amount.amount': 'must be positive for a PAYMENT' }],
  ['the creditor as payee', { payee: 'TRUEACCORD' }, { payee: 'must be CREDITOR' }],
  ['a known type', { transactionType: 'payment' }, { transactionType: 'must be one of PAYMENT, BALANCE_ADJUSTMENT, RETURNED_PAYMENT, REFUND' }],
  ['the payment that was returned', { transactionType: 'RETURNED_PAYMENT' }, { returnedPaymentId: 'required' }],
  ['its required fields', { payee: undefined, transactionType: undefined }, { payee: 'required', transactionType: 'required' }],
  ['data, not an operator', { transactionReference: { $gt: '' } }, { transactionReference: 'must be a text' }],
])('a payment needs %s', (_what, over, faults) => {
  expect(faultsOf(over)).toEqual(faults);
}); // prettier-ignore

test('money comes back only from a payment of this debt, and never more than was paid', () => {
  const payment = paid({});
  const back = (cents: number, returnedPaymentId: string, earlier: Payment[]) => () =>
    paid({ transactionType: 'REFUND', amount: usd(cents), returnedPaymentId }, earlier);
  const first = back(3_000, payment._id, [payment])();

  expect(back(1, 'PM-0-ELSEWHERE', [payment])).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  expect(back(1, first._id, [payment, first])).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  expect(back(2_001, payment._id, [payment, first])).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  expect(back(2_000, payment._id, [payment, first])).not.toThrow();
});
