/** Requests as the creditor's clients write them: what tests place. */

export const usd = (amount: number) => ({ amount, currency: 'USD' });

export const dana = {
  name: { firstName: 'Dana', lastName: 'Okafor' },
  dateOfBirth: { day: 4, month: 11, year: 1986 },
  addresses: [
    {
      streetLine1: '12 Elm St',
      streetLine2: 'Apt 3',
      city: 'Austin',
      state: 'TX',
      zipcode: '78701',
      countryCode: 'US',
      types: ['HOME'],
    },
  ],
  phones: [{ phoneNumber: '512-555-0142', types: ['CELL'] }],
  emails: [{ email: 'dana.okafor@example.com', types: ['HOME'] }],
  comments: [{ comment: 'Prefers email.' }],
  reference: 'CUST-1001',
  debts: [
    {
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
    },
  ],
};

export const aDebt = (transactionId?: string, over: Record<string, unknown> = {}) => ({
  initialPrincipal: usd(12_000),
  initialInterest: usd(0),
  initialFees: usd(0),
  ...(transactionId !== undefined && { transactionId }),
  ...over,
});

/** A customer with one address and one email, and as many debts as there are transaction ids. */
export const aCustomer = (reference: string | undefined, transactionIds: (string | undefined)[] = [undefined]) => ({
  name: { firstName: 'Lee', lastName: 'Marsh' },
  addresses: [{ city: 'Reno', state: 'NV', zipcode: '89501', countryCode: 'US' }],
  emails: [{ email: 'lee.marsh@example.com' }],
  ...(reference !== undefined && { reference }),
  debts: transactionIds.map((transactionId) => aDebt(transactionId)),
});
