import { defaultCreditorSettings } from '@fairdue/contracts';
import { aCustomer, aDebt } from '../examples.ts';
import { readWire } from '../wire/read-wire.ts';
import { newCustomer } from './customer.ts';
import { CustomerRequest } from './customer.schema.ts';
import { placeCustomers, type Stored } from './placement.ts';

const terms = {
  creditorId: 'CR-1-A',
  now: new Date('2026-01-05T12:00:00Z'),
  settings: defaultCreditorSettings,
  sealSsn: () => ({ keyId: 'k', sealed: '', index: '' }),
};
const request = (...from: Parameters<typeof aCustomer>) => readWire(CustomerRequest, aCustomer(...from));
const stored = (reference: string, transactionIds: string[]): Stored => ({
  customers: [newCustomer(request(reference), terms)],
  transactionIds,
});
const nothing: Stored = { customers: [], transactionIds: [] };

const place = (requests: CustomerRequest[], known: Stored, addDebtsIfPossible = false) =>
  placeCustomers(requests, known, addDebtsIfPossible, terms);

test('a customer not met before is placed with all debts', () => {
  const [placed] = place([request('R1', ['T1', 'T2'])], nothing);

  expect(placed).toMatchObject({
    outcome: 'placed',
    customer: { reference: 'R1', version: 1 },
    debts: [{ transactionId: 'T1' }, { transactionId: 'T2' }],
  });
});

test('a used transaction id keeps a new customer out, and every repeated id is named once', () => {
  const [placed] = place([request('R1', ['T1', 'T2', 'T2', 'T1'])], stored('R0', ['T1']));

  expect(placed).toEqual({
    outcome: 'duplicate',
    duplicates: [
      { reference: 'R1', transactionId: 'T1' },
      { reference: 'R1', transactionId: 'T2' },
    ],
  });
});

test('a known reference without the flag is a duplicate, and its repeated debts are named too', () => {
  const [placed] = place([request('R0', ['T1', 'T2'])], stored('R0', ['T1']));

  expect(placed).toEqual({
    outcome: 'duplicate',
    duplicates: [{ reference: 'R0' }, { reference: 'R0', transactionId: 'T1' }],
  });
});

test('with the flag a known customer gets the debts that are new, and only those', () => {
  const [placed] = place([request('R0', ['T1', 'T2', undefined])], stored('R0', ['T1']), true);

  expect(placed).toMatchObject({
    outcome: 'debts-added',
    debts: [{ transactionId: 'T2' }],
    duplicates: [{ reference: 'R0', transactionId: 'T1' }, { reference: 'R0' }],
  });
});

test('a debt without an id of its own is never added twice to a known customer', () => {
  const [placed] = place([request('R0', [undefined])], stored('R0', []), true);

  expect(placed).toEqual({ outcome: 'duplicate', duplicates: [{ reference: 'R0' }] });
});

test('an earlier customer of a request counts as stored for the later ones', () => {
  const placed = place([request('R1', ['T1']), request('R2', ['T1']), request('R1', ['T3'])], nothing, true);

  expect(placed.map(({ outcome }) => outcome)).toEqual(['placed', 'duplicate', 'debts-added']);
});

test('customers without a reference are never the same', () => {
  const placed = place([request(undefined, ['T1']), request(undefined, ['T2'])], nothing);

  expect(placed.map(({ outcome }) => outcome)).toEqual(['placed', 'placed']);
});

test('a debt of a New Yorker says what became of it since charge-off, unless the creditor is exempt', () => {
  const newYorker = readWire(CustomerRequest, {
    ...aCustomer('R1'),
    addresses: [{ city: 'Albany', state: 'ny', zipcode: '12207', countryCode: 'us' }],
    debts: [aDebt('T1', { postChargeOffInformation: {} }), aDebt('T2')],
  });

  expect(place([newYorker], nothing)).toEqual([
    {
      outcome: 'invalid',
      reference: 'R1',
      faults: [{ path: 'debts[1].postChargeOffInformation', problem: 'required for a customer in New York' }],
    },
  ]);
  const exempt = { ...terms, settings: { ...defaultCreditorSettings, requirePostChargeOffForNY: false } };
  expect(placeCustomers([newYorker], nothing, false, exempt)).toMatchObject([{ outcome: 'placed' }]);
});
