import type { Script } from './borrowers.ts';
import type { Delivered } from './delivered.ts';
import { AddressBook, asBorrower, dueToAct, hear, nextDeed, type Borrower } from './react.ts';

const aBorrower = (over: Partial<Script> = {}, n = 1): Borrower =>
  asBorrower({
    reference: `DEMO-${n}`, transactionId: `LOAN-${n}`, state: 'IL', twoZones: false, name: 'Ada Ashby', street: `${n} Example Street`,
    phone: `312-555-010${n}`, newPhone: `312-555-011${n}`, email: `ada${n}@example.com`, body: {}, customerId: `BO-1-${n}`, debtId: `LN-1-${n}`,
    balanceCents: 100,
    script: {
      kind: 'test', contacts: 2, by: 'text',
      story: [{ afterDays: 3, does: 'dispute' }, { afterDays: 10, does: 'staff-verify-the-debt' }],
      ...over,
    },
  }); // prettier-ignore

test('the contact that they wait for moves them, and no other', () => {
  const borrower = aBorrower();

  hear(borrower, 'text', 1);
  hear(borrower, 'email', 2);
  expect(dueToAct([borrower], 100)).toEqual([]);
  hear(borrower, 'text', 5);

  expect(dueToAct([borrower], 7)).toEqual([]);
  expect(dueToAct([borrower], 8)).toEqual([borrower]);
});

test('a story goes on from deed to deed, ends, and is not begun again by another contact', () => {
  const borrower = aBorrower({ contacts: 1, by: undefined });
  hear(borrower, 'voice', 1);

  expect(nextDeed(borrower, 4)).toBe('dispute');
  hear(borrower, 'email', 5);
  expect(dueToAct([borrower], 13)).toEqual([]);
  expect(dueToAct([borrower], 14)).toEqual([borrower]);
  expect(nextDeed(borrower, 14)).toBe('staff-verify-the-debt');
  expect(dueToAct([borrower], 1_000)).toEqual([]);
});

test('who never reacts is never due', () => {
  const borrower = aBorrower({ contacts: 1, by: undefined, story: [] });

  hear(borrower, 'email', 1);

  expect(dueToAct([borrower], 1_000)).toEqual([]);
});

test.each([
  ['email', 'From: x@y.example\r\nTo: Ada Ashby <Ada2@example.com>\r\nSubject: To: ada1@example.com\r\n'],
  ['text', JSON.stringify({ to: '+13125550102', body: 'about +13125550101' })],
  ['voice', JSON.stringify({ to: '+13125550112' })],
  ['mail', JSON.stringify({ to: ['Ada Ashby', '2 Example Street', 'Salem, IL 60101'] })],
] as const)('whose %s it is says the address on it alone', (channel, text) => {
  const [one, two] = [aBorrower({}, 1), aBorrower({}, 2)];
  const message: Delivered = { channel, file: 'file', text, takenAt: new Date(0) };

  expect(new AddressBook([one, two]).recipientOf(message)).toBe(two);
});
