import { aDebt, at } from '../testing/facts.ts';
import { documentFrom, documentIdOf, loanStatus } from './document.ts';

const now = at('2026-12-01T15:00:00Z');
const documentOf = (over = {}) => documentFrom(aDebt(over), undefined, now);

test('a debt and its document share everything of their id but the kind', () => {
  expect(documentIdOf('LN-0ABC-XYZ')).toBe('DO-0ABC-XYZ');
});

test('an older fact, or the same again, changes nothing', () => {
  const before = documentFrom(aDebt({ version: 3 }), undefined, now);

  expect(documentFrom(aDebt({ version: 3 }), before, now)).toBeUndefined();
  expect(documentFrom(aDebt({ version: 2, balanceCents: 1 }), before, now)).toBeUndefined();
  expect(documentFrom(aDebt({ version: 4, balanceCents: 1 }), before, now)?.loan.remainingCents).toBe(1);
});

test('a title is the product, else the last four of the account', () => {
  expect(documentOf({ product: 'Auto loan' })?.title).toBe('Auto loan');
  expect(documentOf()?.title).toBe('Debt …4321');
});

test.each([
  [{}, 'BEHIND'],
  [{ defaultDate: '2026-12-01' }, 'BEHIND'],
  [{ defaultDate: '2026-12-02' }, 'CURRENT'],
  [{ balanceCents: 0 }, 'CURRENT'],
  [{ status: 'Disputed' }, 'BEHIND'],
  [{ status: 'OnPaymentPlan' }, 'CURRENT'],
  [{ status: 'PaidInFull' }, 'CURRENT'],
  [{ status: 'RetractedByCreditor' }, 'CURRENT'],
  [{ status: 'Bankruptcy' }, 'CURRENT'],
])('a debt with %j is shown as %s', (over, status) => {
  const document = documentOf(over);

  expect(document && loanStatus(document.loan, now)).toBe(status);
});
