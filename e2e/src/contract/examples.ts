/** The customers and debts of the examples, as their senders write them. */

export type Usd = { amount: number; currency: 'USD' };
export const usd = (amount: number): Usd => ({ amount, currency: 'USD' });

export type DebtSent = Readonly<Record<string, unknown>> & { transactionId?: string };

export const danasAddress = {
  streetLine1: '12 Elm St',
  streetLine2: 'Apt 3',
  city: 'Austin',
  state: 'TX',
  zipcode: '78701',
  countryCode: 'US',
  types: ['HOME'],
};
export const danasPhone = { phoneNumber: '512-555-0142', types: ['CELL'] };
export const danasEmail = { email: 'dana.okafor@example.com', types: ['HOME'] };
export const danasDebt = {
  product: 'Store card',
  initialPrincipal: usd(50_000),
  initialInterest: usd(2_500),
  initialFees: usd(1_000),
  initialPaymentsAndCredits: usd(10_000),
  isInitialPrincipalBeforePaymentsAndCredits: true,
  transactionId: 'INV-9001',
  transactionTimestamp: 1_672_574_400_000,
  defaultTimestamp: 1_704_110_400_000,
  clientFields: [{ key: 'PORTFOLIO', value: 'P7' }],
};
/** 500 dollars less the credits of 100, and what was charged. */
export const danaOwes = { principal: 40_000, interest: 2_500, fees: 1_000 };

export const danaHerself = {
  name: { firstName: 'Dana', lastName: 'Okafor' },
  dateOfBirth: { day: 4, month: 11, year: 1986 },
  comments: [{ comment: 'Prefers email.' }],
  reference: 'CUST-1001',
};
export const dana = {
  ...danaHerself,
  addresses: [danasAddress],
  phones: [danasPhone],
  emails: [danasEmail],
  debts: [danasDebt],
};

export const secondDebt = {
  initialPrincipal: usd(7_500),
  initialInterest: usd(0),
  initialFees: usd(250),
  transactionId: 'INV-9050',
};
export const secondDebtOwed = { principal: 7_500, fees: 250 };

export const aDebt = (transactionId: string) => ({
  initialPrincipal: usd(12_000),
  initialInterest: usd(0),
  initialFees: usd(0),
  transactionId,
});

export const aCustomer = (reference: string, transactionId: string) => ({
  name: { firstName: 'Lee', lastName: 'Marsh' },
  addresses: [{ city: 'Reno', state: 'NV', zipcode: '89501', countryCode: 'US' }],
  emails: [{ email: 'lee.marsh@example.com' }],
  reference,
  debts: [aDebt(transactionId)],
});
