import { prohibitedActions } from './prohibited-actions.ts';

const open = { status: 'New', isCreditorActive: true, unsettledCents: 0, states: ['TX'] } as const;
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
  ['one of somebody in a blocked state', { states: ['TX', 'nv'] }, each(['LOCATION'], payment, plan, contact, part)],
  ['one with a payment on its way', { unsettledCents: 1 }, each(['PENDING_PAYMENT'], payment, plan, part)],
  [
    'one with everything against it',
    { status: 'PaidInFull', isCreditorActive: false, unsettledCents: 1 },
    [
      ...each(['DEBT_TERMINAL', 'CREDITOR_STATUS', 'PENDING_PAYMENT'], payment, plan),
      ...each(['DEBT_TERMINAL', 'CREDITOR_STATUS'], contact),
      ...each(['DEBT_TERMINAL', 'CREDITOR_STATUS', 'PENDING_PAYMENT'], part),
    ],
  ],
] as const)('what may not be done with %s', (_what, over, expected) => {
  const { status, unsettledCents, states, isCreditorActive } = { ...open, ...over };
  const terms = { isCreditorActive, blockedStates: ['NV'] };

  expect(prohibitedActions({ status, unsettledCents }, { terms, states })).toEqual(expected);
});
