import { defaultCreditorSettings, type Contact } from '@fairdue/contracts';
import type { Creditor } from '../creditors/creditor.ts';
import type { Customer, Debt } from './customer.ts';
import type { Plan } from './plan.store.ts';

/** Invented people and debts for tests: say only what the test is about. */
export const aContact = (over: Partial<Contact> = {}): Contact => ({
  contactId: 'CT-1-EMAIL',
  contactType: 'email',
  value: 'ada@example.com',
  isActive: true,
  isPrimary: true,
  valid: true,
  label: 'personal',
  affiliation: 'self',
  status: 'primary',
  receiveTextMessages: null,
  consentAutodialedCall: null,
  ...over,
});

export const aPhone = (over: Partial<Contact> = {}): Contact =>
  aContact({
    contactId: 'CT-1-PHONE',
    contactType: 'phone',
    value: '+16025550147',
    receiveTextMessages: true,
    ...over,
  });

export const anAddress = (over: Partial<Contact> = {}): Contact => {
  const { value: _value, ...rest } = aContact({ contactId: 'CT-1-ADDRESS', contactType: 'address', label: 'home' });
  const address = { streetLine1: '1 Main St', city: 'Phoenix', state: 'AZ', zipcode: '85001', countryCode: 'US' };
  return { ...rest, address, ...over };
};

export const aCustomer = (over: Partial<Customer> = {}): Customer => ({
  _id: 'BO-1-ADA',
  creditorId: 'CR-1-DEMO',
  name: { first: 'Ada', last: 'O’Neil & Sons <script>' },
  contacts: [aContact(), aPhone(), anAddress()],
  version: 1,
  ...over,
});

export const aDebt = (over: Partial<Debt> = {}): Debt => ({
  _id: 'LN-1-CARD',
  creditorId: 'CR-1-DEMO',
  customerId: 'BO-1-ADA',
  transactionId: 'T-100',
  status: 'New',
  balanceCents: 123_456,
  initialTotalCents: 130_000,
  itemization: { principalCents: 120_000, interestCents: 8_000, feesCents: 2_000, paymentsAndCreditsCents: 6_544 },
  itemizationDate: '2026-01-15',
  product: 'credit card',
  creditorName: 'Prairie Bank',
  originalCreditorName: 'First Prairie Bank',
  accountLast4: '4242',
  defaultDate: '2025-12-01',
  version: 1,
  ...over,
});

export const aPlan = (over: Partial<Plan> = {}): Plan => ({
  _id: 'PP-1-PLAN',
  creditorId: 'CR-1-DEMO',
  customerId: 'BO-1-ADA',
  debtId: 'LN-1-CARD',
  amountToPayCents: 100_000,
  discountCents: 23_456,
  installments: [
    { dueAt: '2026-12-15T12:00:00.000Z', amountCents: 60_000, isPaid: false },
    { dueAt: '2027-01-15T12:00:00.000Z', amountCents: 40_000, isPaid: false },
  ],
  agreedAt: new Date('2026-11-20T15:00:00Z'),
  isKept: true,
  version: 1,
  ...over,
});

export const aCreditor = (over: Partial<Creditor> = {}): Creditor => ({
  _id: 'CR-1-DEMO',
  companyName: 'Demo Creditor',
  settings: defaultCreditorSettings,
  sender: {
    companyName: 'Demo Collections LLC',
    addressLines: ['100 Market St', 'Phoenix, AZ 85001'],
    phone: '+18885550134',
    email: 'help@demo.example',
  },
  ...over,
});
