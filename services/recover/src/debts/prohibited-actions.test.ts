import { prohibitedActions } from './prohibited-actions.ts';

const open = { status: 'New', isCreditorActive: true, hasUnsettledPayment: false } as const;
const each = (prohibitedReasons: string[], ...actions: string[]) =>
  actions.map((debtAction) => ({ debtAction, prohibitedReasons }));
const [payment, plan, contact, part] = [
  'NEW_PAYMENT',
  'NEW_PAYMENT_PLAN',
  'MAKE_COMMUNICATION',
  'NEW_PART_PAYMENT',
] as const;

test.each([
  ['an open debt', {}, []],
  ['a disputed one', { status: 'Disputed' }, []],
  ['an ended one', { status: 'Fraud' }, each(['DEBT_TERMINAL'], payment, plan, contact, part)],
  ['one whose creditor is gone', { isCreditorActive: false }, each(['CREDITOR_STATUS'], payment, plan, contact, part)],
  ['one with a payment on its way', { hasUnsettledPayment: true }, each(['PENDING_PAYMENT'], payment, plan, part)],
  [
    'one with everything against it',
    { status: 'PaidInFull', isCreditorActive: false, hasUnsettledPayment: true },
    [
      ...each(['DEBT_TERMINAL', 'CREDITOR_STATUS', 'PENDING_PAYMENT'], payment, plan),
      ...each(['DEBT_TERMINAL', 'CREDITOR_STATUS'], contact),
      ...each(['DEBT_TERMINAL', 'CREDITOR_STATUS', 'PENDING_PAYMENT'], part),
    ],
  ],
] as const)('what may not be done with %s', (_what, over, expected) => {
  expect(prohibitedActions({ ...open, ...over })).toEqual(expected);
});
